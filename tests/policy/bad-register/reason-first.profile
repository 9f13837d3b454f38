ketenkluis-profile 1

reason: Proef.
off: WMO-5-2-6
