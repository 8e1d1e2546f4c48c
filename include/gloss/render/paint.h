/* paint: the colours of a terminal, and which verdict has which. Private to the render room. */
#ifndef GLOSS_RENDER_PAINT_H
#define GLOSS_RENDER_PAINT_H

#include "gloss/base/finding.h"

#define RED "\033[31m"
#define YELLOW "\033[33m"
#define GREEN "\033[32m"
#define CYAN "\033[36m"
#define DIM "\033[2m"
#define BOLD "\033[1m"
#define PLAIN "\033[0m"

const char *paint_of(enum verdict v);

#endif
