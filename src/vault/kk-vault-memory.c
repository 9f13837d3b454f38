/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The memory of the database library: pages, words and rows in the clear.
 *
 * SQLCipher's own cipher_memory_security locks and unlocks at every allocation, which made applying operations four to
 * five times slower, and unlocking one block unlocks the whole page that it shares with others. Here memory comes from
 * regions that are locked once, as far as the limit of the user allows, and that never reach a core dump; every block is
 * wiped when it is given back. docs/formats/vault.md, "Memory". */

#include "vault/kk-vault-private.h"

#include <string.h>
#include <sys/mman.h>

#define REGION_SIZE    ((gsize) 2 << 20)
#define HEADER_SIZE    sizeof (gsize) /* the size of the block, header included */
#define SMALLEST       32
#define STEPS          4 /* sizes from one doubling to the next */
#define LARGEST        ((gsize) 64 << 10)
#define N_SIZES        (11 * STEPS + 1)
#define ROUND_UP(n, m) (((n) + (m) -1) / (m) * (m))

typedef struct _FreeBlock FreeBlock;
struct _FreeBlock {
  gsize size;
  FreeBlock *next;
};

static GMutex mutex;
static FreeBlock *free_blocks[N_SIZES];
static guint8 *region;
static gsize region_left;

static gsize
size_of_class (guint class)
{
  gsize doubling = (gsize) SMALLEST << (class / STEPS);

  return doubling + doubling / STEPS * (class % STEPS);
}

static guint
class_of_size (gsize size)
{
  guint class;

  if (size <= SMALLEST)
    return 0;
  class = ((guint) g_bit_storage (size - 1) - 6) * STEPS;
  while (size_of_class (class) < size)
    class ++;
  return class;
}

/* Locking fails beyond the user's limit; the memory is usable all the same, and still wiped and never dumped. */
static void *
map_memory (gsize size)
{
  void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    return NULL;
  madvise (memory, size, MADV_DONTDUMP);
  (void) mlock (memory, size);
  return memory;
}

static void *
carve_block (gsize size)
{
  guint8 *block;

  if (region_left < size) {
    region = map_memory (REGION_SIZE);
    region_left = region != NULL ? REGION_SIZE : 0;
  }
  if (region == NULL)
    return NULL;
  block = region;
  region += size;
  region_left -= size;
  return block;
}

static void *
take_block (guint class)
{
  FreeBlock *block;

  g_mutex_lock (&mutex);
  block = free_blocks[class];
  if (block != NULL)
    free_blocks[class] = block->next;
  else
    block = carve_block (size_of_class (class));
  g_mutex_unlock (&mutex);
  return block;
}

static gsize
total_of (int n)
{
  gsize total = (gsize) n + HEADER_SIZE;

  return total <= LARGEST ? size_of_class (class_of_size (total)) : ROUND_UP (total, 4096);
}

static void *
allocate_memory (int n)
{
  gsize total = total_of (n);
  gsize *block = total <= LARGEST ? take_block (class_of_size (total)) : map_memory (total);

  if (block == NULL)
    return NULL;
  *block = total;
  return block + 1;
}

static void
free_memory (void *memory)
{
  gsize *block = (gsize *) memory - 1;
  gsize total;
  FreeBlock *freed;
  guint class;

  if (memory == NULL)
    return;
  total = *block;
  if (total > LARGEST) {
    munmap (block, total);
    return;
  }
  kk_secret_wipe (memory, total - HEADER_SIZE);
  class = class_of_size (total);
  freed = (FreeBlock *) block;
  g_mutex_lock (&mutex);
  freed->next = free_blocks[class];
  free_blocks[class] = freed;
  g_mutex_unlock (&mutex);
}

static int
size_of_memory (void *memory)
{
  return memory != NULL ? (int) (*((gsize *) memory - 1) - HEADER_SIZE) : 0;
}

static void *
reallocate_memory (void *memory, int n)
{
  int old = size_of_memory (memory);
  void *fresh;

  if (total_of (n) == (gsize) old + HEADER_SIZE)
    return memory;
  fresh = allocate_memory (n);
  if (fresh == NULL)
    return NULL;
  memcpy (fresh, memory, (gsize) MIN (old, n));
  free_memory (memory);
  return fresh;
}

static int
round_up_size (int n)
{
  return (int) (total_of (n) - HEADER_SIZE);
}

static int
start_memory (void *data)
{
  (void) data;
  return SQLITE_OK;
}

static void
stop_memory (void *data)
{
  (void) data;
}

gboolean
kk_vault_memory_start (void)
{
  static const sqlite3_mem_methods methods = {
    allocate_memory, free_memory,  reallocate_memory, size_of_memory,
    round_up_size,   start_memory, stop_memory,       NULL,
  };
  static gsize once;
  static gboolean fine;

  if (g_once_init_enter (&once)) {
    kk_secret_init ();
    /* Nobody reads the statistics, and keeping them costs a lock at each allocation. */
    fine = sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
           sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK &&
           sqlite3_initialize () == SQLITE_OK;
    g_once_init_leave (&once, 1);
  }
  return fine;
}
