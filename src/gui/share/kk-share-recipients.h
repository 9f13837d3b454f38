/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    choosing a recipient: by organisation, task and person, with the fingerprint to compare. A choice goes to the
 *          page as the action share.add (s), the address of the desk.
 * Owns:    the members it shows.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "app/region/kk-app-member.h"
#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SHARE_RECIPIENTS (kk_share_recipients_get_type ())
G_DECLARE_FINAL_TYPE (KkShareRecipients, kk_share_recipients, KK, SHARE_RECIPIENTS, AdwBin)

/* Asks who there is. */
void kk_share_recipients_ask (KkShareRecipients *recipients, KkSession *session);
/* (nullable), borrowed: the first at that desk. */
const KkMember *kk_share_recipients_find (KkShareRecipients *recipients, const char *address);

G_END_DECLS
