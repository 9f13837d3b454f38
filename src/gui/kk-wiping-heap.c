/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Memory that the client gives back is overwritten, whichever library had it: what a page showed of a case passes through texts
 * of GLib, GTK and Pango that nobody wipes, and would stay readable in the process after locking. Being part of the program,
 * these are found before those of the C library. A sanitizer has a heap of its own. */

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)

/* The heap itself, under the names that the C library keeps for who replaces the usual ones. */
extern void *__libc_malloc (size_t size);
extern void __libc_free (void *block);

void
free (void *block)
{
  if (block != NULL)
    explicit_bzero (block, malloc_usable_size (block));
  __libc_free (block);
}

/* The heap would move a block without wiping the place that it leaves. */
void *
realloc (void *block, size_t size)
{
  size_t room = block != NULL ? malloc_usable_size (block) : 0;
  void *moved;

  if (block != NULL && size == 0) {
    free (block);
    return NULL;
  }
  if (block != NULL && size <= room && size >= room / 2)
    return block;
  moved = __libc_malloc (size);
  if (moved != NULL && block != NULL) {
    memcpy (moved, block, size < room ? size : room);
    free (block);
  }
  return moved;
}

#endif
