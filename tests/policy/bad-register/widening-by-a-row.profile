ketenkluis-profile 1

id: PROEF-1
number: 200
effect: allow
use: basis
law: Proefwet
article: Proefwet 1
bwb: BWBR0035362
link: https://wetten.overheid.nl/jci1.3:c:BWBR0035362&artikel=5.2.6
short: Proef
giver: VT
receiver: POL
purposes: hulp
categories: GEW-ID
holds-when: NOTES.NEED
confidence: H
reviewer:
hash: 8b7a0d524800fbe01d2ded3d0673ee20a1a320bee79ce3ec6ae1fc91abaf438f
