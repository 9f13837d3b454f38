ketenkluis-profile 1

off: WGS-2-30
reason: Proef.
