/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-line.h"

struct _SimLine {
  GObject parent;

  KkTransport *mirror;
  guint left; /* moments; 0 = never stops */
  gboolean after;
  gboolean stopped;
};

static void sim_line_iface_init (KkTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SimLine,
                               sim_line,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KK_TYPE_TRANSPORT, sim_line_iface_init))

gboolean
sim_line_pass (SimLine *self)
{
  if (self->stopped)
    return FALSE;
  if (self->left == 0 || --self->left > 0)
    return TRUE;
  self->stopped = TRUE;
  return self->after;
}

static gboolean
pass (SimLine *self, GError **error)
{
  if (sim_line_pass (self))
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

  return pass (self, error) ? kk_transport_list_refs (self->mirror, cancellable, error) : NULL;
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

  if (!pass (self, error))
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

  return pass (self, error) && kk_transport_write_tip (self->mirror, write, commit, error);
}

static gboolean
push (KkTransport *transport,
      const KkPush *request,
      KkOid *found,
      GCancellable *cancellable,
      GError **error)
{
  SimLine *self = SIM_LINE (transport);

  return pass (self, error) && kk_transport_push (self->mirror, request, found, cancellable, error);
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
  self->after = after;
  self->stopped = FALSE;
}

gboolean
sim_line_is_stopped (SimLine *self)
{
  return self->stopped;
}
