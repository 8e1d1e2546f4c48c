/* allowance: see gloss/run/allowance.h. */
#include "gloss/run/allowance.h"

bool allowance_take(struct allowance *a, size_t bytes)
{
    size_t left = atomic_load(&a->left);
    while (left >= bytes)
        if (atomic_compare_exchange_weak(&a->left, &left, left - bytes))
            return true;
    return false;
}

void allowance_give_back(struct allowance *a, size_t bytes)
{
    (void)atomic_fetch_add(&a->left, bytes);
}
