ketenkluis-profile 1

off: WPG-4-4
reason: Proef.
