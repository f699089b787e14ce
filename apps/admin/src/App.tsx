import { DirectionProvider, localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createQueryClient } from './api/query-client.ts';
import { watchConnection } from './api/watch-connection.ts';
import { DensityProvider } from './frame/density.tsx';
import { askToSignIn, followTabs } from './frame/leave-for-sign-in.ts';
import { direction } from './languages/current.ts';
import { NowProvider } from './parts/NowProvider.tsx';
import { showPendingNodes } from './parts/show-pending-nodes.tsx';
import { UndoProvider } from './parts/undo/UndoProvider.tsx';
import { createAppRouter } from './routes.tsx';
import { theme } from './theme.ts';

const colorSchemes = localStorageColorSchemeManager({ key: 'gatehouse-color-scheme' });

export function App() {
  const [router] = useState(createAppRouter);
  const [queryClient] = useState(() =>
    createQueryClient({
      onSignedOut: (client) => askToSignIn(router, client),
      onPendingNodes: showPendingNodes,
    }),
  );
  useEffect(() => watchConnection(queryClient), [queryClient]);
  useEffect(() => followTabs(router, queryClient), [router, queryClient]);
  return (
    // The variables and helper classes are a stylesheet of the build: the page allows no <style> element.
    <DirectionProvider initialDirection={direction} detectDirection={false}>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemes}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={queryClient}>
          <NowProvider>
            <DensityProvider>
              <UndoProvider>
                <RouterProvider router={router} />
                <Notifications position="bottom-center" limit={3} zIndex={1000} />
              </UndoProvider>
            </DensityProvider>
          </NowProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
