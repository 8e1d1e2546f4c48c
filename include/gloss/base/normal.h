/* normal: Unicode normal forms, at a bounded price.
 *
 * utf8proc orders combining marks by exchanging neighbours, which a page of nothing but marks would
 * make quadratic; here no more than NORMAL_MARKS_MAX of them may follow each other, the rest are
 * dropped. Pure; any thread. */
#ifndef GLOSS_BASE_NORMAL_H
#define GLOSS_BASE_NORMAL_H

#include "gloss/base/buf.h"

enum { NORMAL_MARKS_MAX = 30 };

enum normal_form {
    NORMAL_NFC,       /* composed */
    NORMAL_NFKC_FOLD, /* composed, compatibility forms resolved, case folded, invisibles dropped */
    NORMAL_BARE       /* the same without any accent or other mark */
};

/* Brings well-formed UTF-8 into that form. b's cap is raised when the result needs it. */
void normal_apply(struct buf *b, enum normal_form form);

#endif
