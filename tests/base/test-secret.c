/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const char PHRASE[] = "vijf eenden zwemmen in het water";

/* What a trapped child answers: anything but a fault means that the bytes could still be read or written. */
enum { CHILD_WAS_NOT_STOPPED = 0 };

static void
forbid_core_file (void)
{
  const struct rlimit none = { 0, 0 };

  g_assert_cmpint (setrlimit (RLIMIT_CORE, &none), ==, 0);
}

/* Runs the named test of this file again in a child and wants that child to die of its last access. */
static void
assert_child_faults (const char *path)
{
  g_test_trap_subprocess (path, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr_unmatched ("*assertion*");
}

static void
test_new_is_zero (void)
{
  static const guint8 zeros[100];
  g_autoptr (KkSecret) secret = kk_secret_new (sizeof zeros);

  g_assert_cmpuint (kk_secret_get_size (secret), ==, sizeof zeros);
  g_assert_cmpmem (kk_secret_get_data (secret), sizeof zeros, zeros, sizeof zeros);
}

static void
test_copy_and_edit (void)
{
  g_autoptr (KkSecret) secret = kk_secret_new_copy (PHRASE, sizeof PHRASE);
  g_autoptr (KkSecret) twin = kk_secret_dup (secret);

  g_assert_cmpmem (kk_secret_get_data (secret), kk_secret_get_size (secret), PHRASE, sizeof PHRASE);
  kk_secret_edit_data (secret)[0] = 'V';
  g_assert_cmpint (kk_secret_get_data (secret)[0], ==, 'V');
  g_assert_cmpmem (kk_secret_get_data (twin), kk_secret_get_size (twin), PHRASE, sizeof PHRASE);
}

static void
test_random (void)
{
  g_autoptr (KkSecret) one = kk_secret_new_random (32);
  g_autoptr (KkSecret) two = kk_secret_new_random (32);
  g_autoptr (KkSecret) zero = kk_secret_new (32);

  g_assert_false (kk_secret_equal (one, two));
  g_assert_false (kk_secret_equal (one, zero));
}

static void
test_equal (void)
{
  g_autoptr (KkSecret) secret = kk_secret_new_copy (PHRASE, sizeof PHRASE);
  g_autoptr (KkSecret) shorter = kk_secret_new_copy (PHRASE, sizeof PHRASE - 1);

  g_assert_true (kk_secret_equal (secret, secret));
  g_assert_false (kk_secret_equal (secret, shorter));
  g_assert_false (kk_secret_equal (shorter, secret));
  for (gsize i = 0; i < sizeof PHRASE; i++) {
    g_autoptr (KkSecret) other = kk_secret_dup (secret);

    g_assert_true (kk_secret_equal (secret, other));
    kk_secret_edit_data (other)[i] ^= 1;
    g_assert_false (kk_secret_equal (secret, other));
  }
}

static void
test_free_nothing (void)
{
  g_autoptr (KkSecret) none = NULL;

  kk_secret_free (none);
  g_assert_null (none);
}

static void
test_wipe (void)
{
  static const guint8 zeros[sizeof PHRASE];
  char phrase[sizeof PHRASE];

  memcpy (phrase, PHRASE, sizeof phrase);
  kk_secret_wipe (phrase, sizeof phrase);
  g_assert_cmpmem (phrase, sizeof phrase, zeros, sizeof zeros);
}

static void
test_init_is_repeatable (void)
{
  kk_secret_init ();
  kk_secret_init ();
}

/* Freed secrets must not merely be forgotten: their page is gone, so that no later bug can read them. */
static void
test_freed_child (void)
{
  KkSecret *secret = kk_secret_new_copy (PHRASE, sizeof PHRASE);
  const volatile guint8 *data = kk_secret_get_data (secret);

  forbid_core_file ();
  kk_secret_free (secret);
  (void) data[0];
  _exit (CHILD_WAS_NOT_STOPPED);
}

static void
test_freed_faults (void)
{
  assert_child_faults ("/base/secret/freed-faults/subprocess");
}

static const volatile guint8 *
leave_scope_with_secret (void)
{
  g_autoptr (KkSecret) secret = kk_secret_new_copy (PHRASE, sizeof PHRASE);

  return kk_secret_get_data (secret);
}

static void
test_scope_child (void)
{
  const volatile guint8 *data = leave_scope_with_secret ();

  forbid_core_file ();
  (void) data[0];
  _exit (CHILD_WAS_NOT_STOPPED);
}

static void
test_scope_end_faults (void)
{
  assert_child_faults ("/base/secret/scope-end-faults/subprocess");
}

static void
test_overrun_child (void)
{
  g_autoptr (KkSecret) secret = kk_secret_new (33);
  volatile guint8 *data = kk_secret_edit_data (secret);

  forbid_core_file ();
  data[33] = 1;
  _exit (CHILD_WAS_NOT_STOPPED);
}

static void
test_overrun_faults (void)
{
  assert_child_faults ("/base/secret/overrun-faults/subprocess");
}

static void
test_empty_child (void)
{
  g_autoptr (KkSecret) secret = NULL;

  forbid_core_file ();
  secret = kk_secret_new (0);
}

static void
test_empty_is_our_bug (void)
{
  g_test_trap_subprocess ("/base/secret/empty-is-our-bug/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*size > 0*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/new-is-zero", test_new_is_zero);
  g_test_add_func ("/base/secret/copy-and-edit", test_copy_and_edit);
  g_test_add_func ("/base/secret/random", test_random);
  g_test_add_func ("/base/secret/equal", test_equal);
  g_test_add_func ("/base/secret/free-nothing", test_free_nothing);
  g_test_add_func ("/base/secret/wipe", test_wipe);
  g_test_add_func ("/base/secret/init-is-repeatable", test_init_is_repeatable);
  g_test_add_func ("/base/secret/freed-faults", test_freed_faults);
  g_test_add_func ("/base/secret/freed-faults/subprocess", test_freed_child);
  g_test_add_func ("/base/secret/scope-end-faults", test_scope_end_faults);
  g_test_add_func ("/base/secret/scope-end-faults/subprocess", test_scope_child);
  g_test_add_func ("/base/secret/overrun-faults", test_overrun_faults);
  g_test_add_func ("/base/secret/overrun-faults/subprocess", test_overrun_child);
  g_test_add_func ("/base/secret/empty-is-our-bug", test_empty_is_our_bug);
  g_test_add_func ("/base/secret/empty-is-our-bug/subprocess", test_empty_child);
  return g_test_run ();
}
