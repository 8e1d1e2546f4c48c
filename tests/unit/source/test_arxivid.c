/* arXiv identifiers of both generations, and what only looks like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "gloss/source/source.h"

static void test_ids(void **state)
{
    static const struct {
        const char *text;
        const char *id; /* NULL: none */
        int version;
    } rows[] = {
        {"2401.04088", "2401.04088", 0},
        {"2401.04088v1", "2401.04088", 1},
        {"2401.04088v12", "2401.04088", 12},
        {"arXiv:1704.04760v1", "1704.04760", 1},
        {"ARXIV:1704.04760", "1704.04760", 0},
        {"0704.0001", "0704.0001", 0},
        {"1412.9999v3", "1412.9999", 3},
        {"1501.00001", "1501.00001", 0},
        {"hep-th/9901001", "hep-th/9901001", 0},
        {"HEP-TH/9901001v2", "hep-th/9901001", 2},
        {"math.GT/0309136", "math/0309136", 0},
        {"math.gt/0309136v4", "math/0309136", 4},
        {"physics.flu-dyn/0701001", "physics/0701001", 0},
        {"cond-mat.mtrl-sci/0703999", "cond-mat/0703999", 0},
        {"cs/0112017", "cs/0112017", 0},
        {"arXiv:cmp-lg/9404001", "cmp-lg/9404001", 0},
        /* 4 digits to 1412, 5 from 1501. */
        {"1412.00001", NULL, 0},
        {"1501.0001", NULL, 0},
        {"2401.4088", NULL, 0},
        {"2401.040888", NULL, 0},
        {"0704.00001", NULL, 0},
        /* No such month, or before the scheme began. */
        {"2413.04088", NULL, 0},
        {"2400.04088", NULL, 0},
        {"0703.0001", NULL, 0},
        {"9912.12345", NULL, 0},
        {"hep-th/9913001", NULL, 0},
        {"hep-th/9900001", NULL, 0},
        {"hep-th/0704001", NULL, 0},
        {"hep-th/5001001", NULL, 0},
        /* No such number. */
        {"2401.00000", NULL, 0},
        {"hep-th/9901000", NULL, 0},
        {"hep-th/990100", NULL, 0},
        {"hep-th/99010011", NULL, 0},
        /* No such version. */
        {"2401.04088v0", NULL, 0},
        {"2401.04088v01", NULL, 0},
        {"2401.04088v", NULL, 0},
        {"2401.04088vv1", NULL, 0},
        {"2401.04088v1234", NULL, 0},
        {"2401.04088v1x", NULL, 0},
        {"2401.04088x", NULL, 0},
        {"2401.04088 ", NULL, 0},
        /* No such archive. */
        {"/0309136", NULL, 0},
        {"listing/0309136", NULL, 0},
        {"hep/9901001", NULL, 0},
        {"math.G/0309136", NULL, 0},
        {"math.1T/0309136", NULL, 0},
        {"math.GT.AB/0309136", NULL, 0},
        {"math//0309136", NULL, 0},
        {"", NULL, 0},
        {"arXiv:", NULL, 0},
        {"arXiv:arXiv:2401.04088", NULL, 0},
        {"2401", NULL, 0},
        {"2401.", NULL, 0},
        {"10.1145/3360307", NULL, 0},
        {"2024-01-01", NULL, 0},
        {" 2401.04088", NULL, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[WORK_ID_SIZE] = "left over";
        int version = 99;
        bool found = arxiv_id_parse(rows[i].text, id, &version);

        if (found != (rows[i].id != NULL) || strcmp(id, rows[i].id ? rows[i].id : "") != 0 ||
            version != rows[i].version)
            fail_msg("'%s' is read as '%s' version %d", rows[i].text, id, version);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ids)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
