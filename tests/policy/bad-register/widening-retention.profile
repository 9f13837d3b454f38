ketenkluis-profile 1

off: WGS-1-8-7
reason: Proef.
