/* version: the one place that says which gloss this is. */
#ifndef GLOSS_VERSION_H
#define GLOSS_VERSION_H

#define GLOSS_VERSION "0.1.0"

#endif
