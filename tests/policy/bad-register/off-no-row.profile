ketenkluis-profile 1

off: WMO-0
reason: Proef.
