ketenkluis-profile 1

off: UAVG-46
reason: Proef.
