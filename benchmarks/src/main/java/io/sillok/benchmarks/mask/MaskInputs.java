package io.sillok.benchmarks.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Texts of a shop, of one seed: no two statements hold the same values, so that nothing is answered from a cache of statements.
 * Their shapes come again, as those of a program do, but for {@link #newShapes}.
 */
final class MaskInputs {

    /** More than OpenTelemetry's analyzer keeps in its cache. */
    static final int COUNT = 4_096;

    private static final String[] QUOTED = {
        "select `id`, `name`, `email` from `users` where `email` = '{e}' and `age` > {n} and `city` in ('{w}', '{w}', '{w}')"
                + " order by `created_at` desc limit 10",
        "insert into `orders` (`user_id`, `total`, `note`, `created_at`) values ({n}, {n}.95, '{w} {w}', '2026-11-22 10:00:00')",
        "update `carts` set `total` = {n}.5, `updated_at` = '2026-11-22 08:57:28' where `id` = {n}",
        "SELECT p.id, p.name, COUNT(*) AS n FROM products p JOIN order_items i ON i.product_id = p.id WHERE p.price BETWEEN {n}"
                + " AND {n}.5 AND p.name LIKE '%{w}%' GROUP BY p.id HAVING COUNT(*) > 3",
    };

    /** Tables and columns have other names in each. */
    private static final String[] NEW_SHAPES = {
        "select `id`, `{w}`, `email` from `{w}` where `email` = '{e}' and `{w}_id` > {n} and `{w}` in ('{w}', '{w}', '{w}')"
                + " order by `created_at` desc limit 10",
        "insert into `{w}` (`{w}_id`, `{w}`, `note`, `created_at`) values ({n}, {n}.95, '{w} {w}', '2026-11-22 10:00:00')",
        "update `{w}` set `{w}` = {n}.5, `updated_at` = '2026-11-22 08:57:28' where `{w}_id` = {n} and `id` in ({n}, {n})",
    };

    private static final String[] UNQUOTED = {
        "insert into `users` (`name`, `email`, `password`, `updated_at`, `created_at`) values ({w} {w}, {e}, $2y$10${w}{w},"
                + " 2026-11-22 10:00:00, 2026-11-22 10:00:00)",
        "select * from `users` where `email` = {e} and `users`.`deleted_at` is null limit 1",
        "update `carts` set `total` = {n}.5, `carts`.`updated_at` = 2026-11-22 08:57:28 where `id` = {n}",
    };

    private static final String FAILURE =
            "SQLSTATE[23000]: Integrity constraint violation: 1062 Duplicate entry '{e}' for key 'email_unique'"
                    + " (Connection: mysql, SQL: insert into `users` (`name`, `email`) values ({w}, {e}))";

    /** A message and the exception of its context, in about 600 bytes. */
    private static final String RECORD = "[2026-11-22 10:00:00] production.ERROR: {0}"
            + " {\"userId\":{n},\"exception\":\"[object] (Illuminate\\\\Database\\\\QueryException(code: 23000): {1}"
            + " at /srv/app/Connection.php:824)\"} ";

    private static final String[] CLEAN = {
        "Order {n} was paid by invoice and handed over to the warehouse in {w}, nothing else is left to do for it",
        "User logged in and was sent on to the checkout page of the shop by the router, nothing else to see here",
        "Cache miss for the product list of category {n}, it was read from the database in {n} ms and kept for an hour",
        "The queue worker on {w} took {n} jobs from the default queue, all of them done, and sleeps for three seconds now",
        "Payment provider answered with status 200 after {n} ms, the customer was shown the page that says thank you",
    };

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private MaskInputs() {}

    /** Literals stand in quotes. */
    static String[] quoted() {
        return filled(random -> QUOTED[random.nextInt(QUOTED.length)]);
    }

    /** Literals stand in quotes, and no two have the same shape. */
    static String[] newShapes() {
        return filled(random -> NEW_SHAPES[random.nextInt(NEW_SHAPES.length)]);
    }

    /** Values stand bare, as Laravel's QueryException pastes them. */
    static String[] unquoted() {
        return filled(random -> UNQUOTED[random.nextInt(UNQUOTED.length)]);
    }

    /** One failure, told twice as Laravel tells it. */
    static String[] records() {
        return filled(random -> {
            String failure = fill(FAILURE, random);
            return RECORD.replace("{0}", failure).replace("{1}", failure);
        });
    }

    /** Two failures of other values in one record, so that nothing of it comes twice. */
    static String[] doubleRecords() {
        return filled(random -> RECORD.replace("{0}", FAILURE).replace("{1}", FAILURE));
    }

    /** Messages that hold nothing to mask, joined to some 600 characters. */
    static String[] clean() {
        return filled(random -> {
            StringBuilder text = new StringBuilder();
            while (text.length() < 560) {
                text.append(CLEAN[random.nextInt(CLEAN.length)]).append(".\n");
            }
            return text.toString();
        });
    }

    private static String[] filled(Function<Random, String> template) {
        Random random = new Random(1122);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            texts.add(fill(template.apply(random), random));
        }
        return texts.toArray(String[]::new);
    }

    private static String fill(String template, Random random) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = template.indexOf('{'); at >= 0; at = template.indexOf('{', at + 1)) {
            if (at + 2 < template.length() && template.charAt(at + 2) == '}') {
                out.append(template, from, at).append(value(template.charAt(at + 1), random));
                from = at + 3;
            }
        }
        return out.append(template, from, template.length()).toString();
    }

    private static String value(char kind, Random random) {
        return switch (kind) {
            case 'e' -> word(random) + "." + word(random) + "@example.org";
            case 'n' -> String.valueOf(10 + random.nextInt(90_000));
            default -> word(random);
        };
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 4 + random.nextInt(5); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }
}
