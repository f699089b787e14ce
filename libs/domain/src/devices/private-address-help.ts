/** How whoever holds a device with a private address makes it a fixed one. Beside every such address. */
export const PRIVATE_ADDRESS_HELP =
  'The device makes this address up and may change it. To fix it: in the device’s Wi-Fi settings of this network, set “Private Wi-Fi address” to Off or Fixed (iPhone, Mac), “Privacy” to “Use device MAC” (Android), “Random hardware addresses” to Off (Windows).';
