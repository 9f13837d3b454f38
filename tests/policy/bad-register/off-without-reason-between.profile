ketenkluis-profile 1

off: WMO-5-2-6

off: AVG-6-1-A
reason: Proef.
