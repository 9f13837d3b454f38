ketenkluis-profile 1

off:  WMO-5-2-6
reason: Proef.
