/* schema: the tables of the cache, and how older ones become today's. Private to the store room. */
#ifndef GLOSS_STORE_SCHEMA_H
#define GLOSS_STORE_SCHEMA_H

#include <stdbool.h>

#include "gloss/store/db.h"

/* The version this program writes: PRAGMA user_version. */
int schema_version(void);

/* Whether the database is new, or gloss's and not newer than this program. Changes nothing. */
bool schema_known(const struct db *db, struct err *err);

/* Brings a known database up to schema_version() in one transaction. */
bool schema_migrate(const struct db *db, struct err *err);

/* Whether a database opened for reading only is one that this program understands. */
bool schema_check(const struct db *db, struct err *err);

#endif
