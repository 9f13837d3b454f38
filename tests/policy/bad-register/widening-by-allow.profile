ketenkluis-profile 1

allow: BSN
reason: Proef.
