ketenkluis-profile 1

off:
reason: Proef.
