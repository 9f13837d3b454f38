ketenkluis-profile 1

off: WMO-5-1-1-4
reason: Proef.
