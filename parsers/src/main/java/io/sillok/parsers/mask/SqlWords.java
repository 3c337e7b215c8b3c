package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The closed lists that decide which bare words of a statement may be shown where a value could stand. */
final class SqlWords {

    private SqlWords() {}

    private static final Set<String> KEYWORDS = words("""
            add after all alter always analyze and any array as asc before begin between binary both by call cascade case cast
            character check coalesce collate column commit concurrently conflict constraint convert create cross cube
            current_date current_time current_timestamp current_user database default delayed delete desc describe
            distinct distinctrow div do drop duplicate else end escape except exec execute exists explain false fetch
            filter first following for force foreign from full function grant group grouping having high_priority if
            ignore ilike in index inner insert intersect interval into is isnull join key last lateral leading left
            like limit lock locked low_priority match materialized merge minus mod mode natural next no nocheck nolock
            not nothing notnull null nulls of offset on only or order outer over overriding partition percent preceding
            prepare primary procedure range recursive references regexp release rename replace restrict returning
            right rlike rollback row rows savepoint schema select separator session set share show similar skip
            sounds start straight_join table tablesample temporary then ties to top trailing transaction trigger
            true truncate unbounded union unique unknown update use using value values view wait when where window
            with within work xor against boolean language query expansion sql_calc_found_rows sql_no_cache global local
            names read write committed level isolation serializable repeatable uncommitted output inserted deleted go
            """);

    /** Types and functions a statement is made of; they say nothing about its values. */
    private static final Set<String> BUILT_INS = words("""
            abs avg bigint bit blob bool ceil char char_length concat concat_ws count curdate date date_add date_format
            date_sub date_trunc datediff datetime day dayofmonth dayofweek decimal double excluded extract field
            find_in_set float floor from_unixtime geometry getdate greatest group_concat hour ifnull inet int integer
            json json_array json_contains json_extract json_object json_set json_unquote json_value jsonb lag
            last_insert_id lead least length longtext lower ltrim max md5 mediumtext min minute month now nullif numeric
            nvarchar password position rand random rank real regexp_replace round row_number rtrim second serial sha1
            sha2 signed sleep smallint string_agg substr substring sum sysdate text time timestamp timestamptz timezone
            tinyint to_char to_date trim unix_timestamp unsigned upper utf8 utf8mb4 uuid varchar week year
            """);

    /** Column and table words of ordinary shops: shown after a value only in quotes, or where a name must stand. */
    private static final Set<String> SCHEMA_WORDS = words("""
            a access account accounts action active activity address addresses admin age aggregate alias amount api
            archive article articles at attachments attempt attempts attribute attributes author available_at avatar
            balance batch batches billing birthday blocked body brand brands bucket cache cache_locks campaign
            canceled cancelled captcha card cart carts cat category categories channel channels checkout city class
            click clicks client clients code codes color comment comments company completed config connection
            content contents count country coupon coupons created currency current customer customers cvc data date
            day days default deleted delivery delivered description details device discount discounts done draft
            due email emails enabled end ended entity entries entry error event events exception expiration expired
            expires failed feature features file files filename first flag flags fname folder format free fk gateway
            gender group groups guard guest handle hash height history hits home host house html iban icon id ident
            ids image images info invoice invoices ip is item items job jobs key keys kind label lang language last
            lat level line lines link links list lname locale location lock log logged login logs lon mail
            manager mark max media member members memo message messages meta method migration migrations min
            mobile model models modified money month n name names nick note notes notification notifications number
            option options order orders origin owner page pages paid parent partner password passwords path
            payload payment payments pending period permission permissions person phone photo pid pivot plan plans
            points position post posts price prices priority processed product products profile profiles promo
            provider published qty quantity query queue queued rate rating read reason receipt ref reference
            refund refunds refunded region registered related remember reserved resets result return returns review reviews
            role roles row salary sale sales score section seen sender sent serial service session sessions setting
            settings shipment shipments shipping shop shops shipped sid size sku slug sort source start started state
            stats status statuses stock store stores street string subject subscription subscriptions subtotal success sum
            supplier suppliers surname tag tags task tasks tax taxes team teams tel telephone tenant term text thumb
            ticket tickets time timezone title token tokens total totals tracking transaction transactions translation
            translations two type types unit units updated uri url use used user useragent username users uuid val valid
            value values variant variants vat vendor vendors verified version video views visits visible voucher
            warehouse web weight width wishlist year zip zipcode zone able agent archived by customer_id factor for from
            has in me not of on per to with x y z u o p c t s b d
            """);

    private static Set<String> words(String block) {
        return Set.copyOf(Arrays.asList(block.strip().split("\\s+")));
    }

    /** All words of the lists by the hash of their lower-case letters, so that most words need no new string. */
    private static final String[] BY_HASH = byHash();

    private static String[] byHash() {
        String[] table = new String[8192];
        for (Set<String> list : List.of(KEYWORDS, BUILT_INS, SCHEMA_WORDS, SqlTrust.VERBS)) {
            for (String word : list) {
                // Of words that share a place the last one keeps it; the others are made anew each time.
                table[hash(word, 0, word.length()) & (table.length - 1)] = word;
            }
        }
        return table;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + (text.charAt(i) | 0x20);
        }
        return hash ^ (hash >>> 13);
    }

    /** The lower-case form of a stretch of text. */
    static String lower(String text, int start, int end) {
        String known = BY_HASH[hash(text, start, end) & (BY_HASH.length - 1)];
        if (known != null && known.length() == end - start && equalsIgnoringCase(text, start, known)) {
            return known;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Of ASCII letters only: a long s is none. */
    private static boolean equalsIgnoringCase(String text, int start, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            char c = text.charAt(start + i);
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean keyword(String lower) {
        return KEYWORDS.contains(lower);
    }

    static boolean builtIn(String lower) {
        return BUILT_INS.contains(lower);
    }

    /** Whether every part between underscores is an everyday schema word, as in {@code customer_address_id}. */
    static boolean schemaName(String lower) {
        if (lower.isEmpty() || lower.length() > 64) {
            return false;
        }
        int from = 0;
        while (from <= lower.length()) {
            int next = lower.indexOf('_', from);
            int end = next < 0 ? lower.length() : next;
            if (end > from && !SCHEMA_WORDS.contains(lower(lower, from, end))) {
                return false;
            }
            from = end + 1;
        }
        return true;
    }

    /** Lower-case letters and underscores: what people call columns, and generated secrets are not. */
    static boolean columnShaped(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && c != '_') {
                return false;
            }
        }
        return end > start && end - start <= 40;
    }
}
