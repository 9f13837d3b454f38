/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the file with which a device asks to join: making it and proving it (docs/formats/join.md).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR. */

#pragma once

#include "app/kk-app-private.h"
#include "app/region/kk-app-member.h"

G_BEGIN_DECLS

/* (transfer full): a request whose signature is by the device in it, and whose new organisation is founded by that
 * device. */
KkJoinRequest *kk_join_request_read (const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a person heard the digits of @fingerprint, however they were grouped. */
gboolean kk_fingerprint_is_same (const char *fingerprint, const char *heard);
/* (transfer full): six groups of four digits. */
char *kk_join_request_dup_fingerprint (const KkJoinRequest *request) G_GNUC_WARN_UNUSED_RESULT;
KkId kk_join_request_get_device (const KkJoinRequest *request);
/* (transfer full) (element-type KkHat) */
GArray *kk_join_request_dup_hats (const KkJoinRequest *request) G_GNUC_WARN_UNUSED_RESULT;

/* What a request says of a new organisation, proved. */
typedef struct {
  KkOrganisation *document;
  KkPublicKey key;
} KkFounding;

void kk_founding_clear (KkFounding *founding);
gboolean kk_join_request_open_founding (const KkJoinRequest *request,
                                        KkFounding *founding,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names the organisation in @region; @hats: (nullable): those asked for. USAGE when its desk would have none of them. */
gboolean kk_join_request_add_organisation (const KkJoinRequest *request,
                                           const KkFounding *founding,
                                           const GArray *hats,
                                           KkRegion *region,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): contents of a file of a person's choice; at most @limit bytes. */
GBytes *kk_file_read (const char *path, gsize limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_file_write (const char *path, GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkFounding, kk_founding_clear)

G_END_DECLS
