/* allowance: what is taken is gone until it is given back, and never more than there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gloss/run/allowance.h"

static void test_take_and_give_back(void **state)
{
    (void)state;
    struct allowance a = {.left = 100};
    assert_true(allowance_take(&a, 60));
    assert_false(allowance_take(&a, 41));
    assert_true(allowance_take(&a, 40));
    assert_true(allowance_take(&a, 0));
    assert_false(allowance_take(&a, 1));
    allowance_give_back(&a, 60);
    assert_false(allowance_take(&a, SIZE_MAX));
    assert_true(allowance_take(&a, 60));
    assert_int_equal(atomic_load(&a.left), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_take_and_give_back)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
