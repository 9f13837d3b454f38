ketenkluis-profile 1

off: WMO-4-1-1-3
reason: Proef.
