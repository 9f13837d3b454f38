/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-line.h"

struct _SimLine {
  GObject parent;

  KkTransport *mirror;
  guint left;       /* moments; 0 = never stops */
  SimMoment wanted; /* only these count; SIM_MOMENTS = all */
  gboolean after;
  gboolean stopped;
  SimMoment moment; /* at which it stopped */
  gboolean pushed;
  guint rows; /* of the transaction: bits of Rows */
};

typedef enum {
  ROWS_INBOX = 1 << 0,
  ROWS_DOCUMENT = 1 << 1,
  ROWS_PUSH_NEW = 1 << 2,
  ROWS_PUSH = 1 << 3,
  ROWS_LOG_NEW = 1 << 4,
  ROWS_LOG = 1 << 5,
  ROWS_ENTRY = 1 << 6,
} Rows;

static const char *const moment_texts[SIM_MOMENTS] = {
  [SIM_AT_LIST] = "2 list of refs",
  [SIM_AT_FETCH] = "2 fetch",
  [SIM_AT_DOCUMENT] = "3 a document is taken",
  [SIM_AT_PACKET] = "3 a packet is taken",
  [SIM_AT_MARK] = "3 a log is read",
  [SIM_AT_INCARNATION] = "4 new incarnation",
  [SIM_AT_SEAL] = "6 sealed (T1)",
  [SIM_AT_WRITE] = "7 objects",
  [SIM_AT_COMMIT] = "7 their commit",
  [SIM_AT_PUSH] = "8 push",
  [SIM_AT_LIST_AGAIN] = "9 list again",
  [SIM_AT_CONFIRM] = "9 confirmed (T2)",
  [SIM_AT_OTHER] = "something else",
};

static void sim_line_iface_init (KkTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimLine,
                               sim_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KK_TYPE_TRANSPORT, sim_line_iface_init))

const char *
sim_moment_text (SimMoment moment)
{
  return moment_texts[moment];
}

/* One moment passes; FALSE when it does not happen. */
static gboolean
pass_moment (SimLine *self, SimMoment moment)
{
  if (self->stopped)
    return FALSE;
  if (self->left == 0 || (self->wanted != SIM_MOMENTS && moment != self->wanted) ||
      --self->left > 0)
    return TRUE;
  self->stopped = TRUE;
  self->moment = moment;
  return self->after;
}

void
sim_line_note_row (SimLine *self, const char *table, gboolean insert)
{
  if (g_str_equal (table, "inbox"))
    self->rows |= ROWS_INBOX;
  else if (g_str_equal (table, "document"))
    self->rows |= ROWS_DOCUMENT;
  else if (g_str_equal (table, "push"))
    self->rows |= insert ? ROWS_PUSH_NEW : ROWS_PUSH;
  else if (g_str_equal (table, "log"))
    self->rows |= insert ? ROWS_LOG_NEW : ROWS_LOG;
  else if (g_str_equal (table, "entry"))
    self->rows |= ROWS_ENTRY;
}

static SimMoment
moment_of (guint rows)
{
  if (rows & ROWS_PUSH_NEW)
    return SIM_AT_SEAL;
  if (rows & ROWS_PUSH)
    return rows & ROWS_LOG ? SIM_AT_CONFIRM : SIM_AT_COMMIT;
  if (rows & ROWS_INBOX)
    return SIM_AT_PACKET;
  if (rows & ROWS_DOCUMENT)
    return SIM_AT_DOCUMENT;
  if ((rows & ROWS_LOG_NEW) && (rows & ROWS_ENTRY))
    return SIM_AT_INCARNATION;
  return rows & (ROWS_LOG | ROWS_LOG_NEW) ? SIM_AT_MARK : SIM_AT_OTHER;
}

gboolean
sim_line_commit (SimLine *self)
{
  guint rows = self->rows;

  self->rows = 0;
  return pass_moment (self, moment_of (rows));
}

void
sim_line_forget_rows (SimLine *self)
{
  self->rows = 0;
}

static gboolean
pass (SimLine *self, SimMoment moment, GError **error)
{
  if (pass_moment (self, moment))
    return TRUE;
  g_set_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE, "the device stopped");
  return FALSE;
}

static void
set_progress (KkTransport *transport, KkTransportProgress progress, gpointer data)
{
  kk_transport_set_progress (SIM_LINE (transport)->mirror, progress, data);
}

static KkRefList *
list_refs (KkTransport *transport, GCancellable *cancellable, GError **error)
{
  SimLine *self = SIM_LINE (transport);

  return pass (self, self->pushed ? SIM_AT_LIST_AGAIN : SIM_AT_LIST, error)
             ? kk_transport_list_refs (self->mirror, cancellable, error)
             : NULL;
}

static KkRefList *
fetch (KkTransport *transport,
       const GArray *logs,
       guint64 budget,
       guint64 *received,
       GCancellable *cancellable,
       GError **error)
{
  SimLine *self = SIM_LINE (transport);

  if (!pass (self, SIM_AT_FETCH, error))
    return NULL;
  return kk_transport_fetch (self->mirror, logs, budget, received, cancellable, error);
}

static gboolean
has_tip (KkTransport *transport, const KkOid *tip)
{
  return kk_transport_has_tip (SIM_LINE (transport)->mirror, tip);
}

static KkTip *
read_tip (KkTransport *transport, const KkOid *tip, const KkOid *known, GError **error)
{
  return kk_transport_read_tip (SIM_LINE (transport)->mirror, tip, known, error);
}

static GBytes *
read_blob (KkTransport *transport, const KkOid *blob, gsize limit, GError **error)
{
  return kk_transport_read_blob (SIM_LINE (transport)->mirror, blob, limit, error);
}

static gboolean
write_tip (KkTransport *transport, const KkTipWrite *write, KkOid *commit, GError **error)
{
  SimLine *self = SIM_LINE (transport);

  return pass (self, SIM_AT_WRITE, error) &&
         kk_transport_write_tip (self->mirror, write, commit, error);
}

static gboolean
push (KkTransport *transport,
      const KkPush *request,
      KkOid *found,
      GCancellable *cancellable,
      GError **error)
{
  SimLine *self = SIM_LINE (transport);

  self->pushed = TRUE;
  return pass (self, SIM_AT_PUSH, error) &&
         kk_transport_push (self->mirror, request, found, cancellable, error);
}

static void
sim_line_iface_init (KkTransportInterface *iface)
{
  iface->set_progress = set_progress;
  iface->list_refs = list_refs;
  iface->fetch = fetch;
  iface->has_tip = has_tip;
  iface->read_tip = read_tip;
  iface->read_blob = read_blob;
  iface->write_tip = write_tip;
  iface->push = push;
}

static void
sim_line_finalize (GObject *object)
{
  g_object_unref (SIM_LINE (object)->mirror);
  G_OBJECT_CLASS (sim_line_parent_class)->finalize (object);
}

static void
sim_line_class_init (SimLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sim_line_finalize;
}

static void
sim_line_init (SimLine *self G_GNUC_UNUSED)
{
}

SimLine *
sim_line_new (KkTransport *mirror)
{
  SimLine *self = g_object_new (SIM_TYPE_LINE, NULL);

  self->mirror = mirror;
  return self;
}

KkTransportMemory *
sim_line_get_mirror (SimLine *self)
{
  return KK_TRANSPORT_MEMORY (self->mirror);
}

void
sim_line_set_mirror (SimLine *self, KkTransport *mirror)
{
  g_object_unref (self->mirror);
  self->mirror = mirror;
}

void
sim_line_stop_at (SimLine *self, guint moments, gboolean after)
{
  self->left = moments;
  self->wanted = SIM_MOMENTS;
  self->after = after;
  self->stopped = FALSE;
  self->pushed = FALSE;
  self->rows = 0;
}

void
sim_line_stop_at_moment (SimLine *self, SimMoment moment, gboolean after)
{
  sim_line_stop_at (self, 1, after);
  self->wanted = moment;
}

gboolean
sim_line_is_stopped (SimLine *self, SimMoment *moment, gboolean *after)
{
  if (moment != NULL)
    *moment = self->moment;
  if (after != NULL)
    *after = self->after;
  return self->stopped;
}
