ketenkluis-profile 1

# Convenant van de proefregio.
off: WMO-4-1-1-2-G
reason: Terugkoppeling gaat per telefoon.
