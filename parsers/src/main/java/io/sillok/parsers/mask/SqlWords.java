package io.sillok.parsers.mask;

import java.util.Locale;

/** The closed lists that decide which bare words of a statement may be shown where a value could stand. */
final class SqlWords {

    private SqlWords() {}

    private static final String KEYWORDS = """
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
            """;

    /** Types and functions a statement is made of; they say nothing about its values. */
    private static final String BUILT_INS = """
            abs avg bigint bit blob bool ceil char char_length concat concat_ws count curdate date date_add date_format
            date_sub date_trunc datediff datetime day dayofmonth dayofweek decimal double excluded extract field
            find_in_set float floor from_unixtime geometry getdate greatest group_concat hour ifnull inet int integer
            json json_array json_contains json_extract json_object json_set json_unquote json_value jsonb lag
            last_insert_id lead least length longtext lower ltrim max md5 mediumtext min minute month now nullif numeric
            nvarchar password position rand random rank real regexp_replace round row_number rtrim second serial sha1
            sha2 signed sleep smallint string_agg substr substring sum sysdate text time timestamp timestamptz timezone
            tinyint to_char to_date trim unix_timestamp unsigned upper utf8 utf8mb4 uuid varchar week year
            """;

    /** Column and table words of ordinary shops: shown after a value only in quotes, or where a name must stand. */
    private static final String SCHEMA_WORDS = """
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
            abilities ability adults approved attendance authorized available bank barcode base batchable booking bookings
            bounced browser capture captured carrier charge charged checkin checkout clicked commentable
            conversation counterparty credit debit department dunning duration ean editor employee employees excerpt
            finished follower following format gtin guests identifier imageable interval invoiceable language latitude
            ledger likeable locked longitude medium mime modelable morph newsletter notifiable opened overdue
            participant paypal percent platform preference preferences processing province publish published queryable
            reason reminder renewal reply reservation reservations room rooms schedule scheduled seat seats seo shift shifts
            sku stage stages stripe subscribed subscribable subscriber subscribers summary taggable theme thread threads
            thumbnail tokenable total trial unsubscribed utm vehicle vehicles votes winner withdrawn
            """;

    /** With these a statement begins. */
    private static final String VERBS = """
            select insert update delete replace with merge call exec execute set create alter drop truncate
            grant explain load copy values show use begin commit rollback start savepoint release describe
            desc lock prepare analyze declare comment notify pragma attach handler backup restore
            """;

    /** A value follows these. */
    private static final String BEFORE_VALUE = """
            like ilike rlike regexp between limit offset interval then else when against escape top values
            value fetch similar div mod binary separator
            """;

    /** A name follows these. */
    private static final String BEFORE_TABLE = """
            from join into update table call exec execute straight_join with recursive as use
            """;

    /** The rest of a statement that cannot be believed may show these. */
    private static final String REMAINS = """
            where and or not in between like is null order by group having limit offset asc desc exists
            select from inner left right join on as for update union all distinct set returning case when
            then else end
            """;

    /** With these a statement may begin in the midst of a text. */
    static final String FOUND =
            "select insert update delete replace with merge call exec execute set create alter grant copy values drop load declare comment"
                    + " notify pragma attach handler backup restore show truncate do";

    /** A power of two, some times the number of words. */
    private static final int SIZE = 4096;

    /** Words up to this length are known by {@link #last} alone. */
    private static final int PACKED = 8;

    /** The last letters of each word, as {@link #last} packs them; a place that is taken passes on to the next one. */
    private static final long[] LASTS = new long[SIZE];

    /** In the same places what {@link SqlWord} says of the word, above it the word's length. */
    private static final int[] ENTRIES = new int[SIZE];

    private static final int LENGTH_AT = 26;

    private static final char[][] LETTERS = new char[SIZE][];

    private static int count;

    static {
        add(KEYWORDS, SqlWord.KEYWORD);
        add(BUILT_INS, SqlWord.BUILT_IN);
        add(SCHEMA_WORDS, SqlWord.SCHEMA);
        add(VERBS, SqlWord.VERB);
        add("insert replace", SqlWord.INSERTS);
        add(BEFORE_VALUE, SqlWord.BEFORE_VALUE);
        add(BEFORE_TABLE, SqlWord.BEFORE_TABLE);
        add("from into update join table", SqlWord.BEFORE_FIRST_TABLE);
        add("values value in any against", SqlWord.BEFORE_LIST);
        add("values value against", SqlWord.OPENS);
        add("null true false default", SqlWord.CONSTANT);
        add(REMAINS, SqlWord.REMAINS);
        add(FOUND, SqlWord.FOUND);
        begin("select returning", SqlClause.SELECT);
        begin("from join into table straight_join use update", SqlClause.TABLES);
        begin("where on having using", SqlClause.CONDITION);
        begin("set", SqlClause.ASSIGNMENT);
        begin("by", SqlClause.ORDERING);
        begin("values value", SqlClause.ROWS);
        begin("limit offset union", SqlClause.OTHER);
    }

    static final int UPDATE = ofLower("update");
    static final int FOR = ofLower("for");
    static final int KEY = ofLower("key");
    static final int AS = ofLower("as");
    static final int AND = ofLower("and");
    static final int BETWEEN = ofLower("between");
    static final int ARRAY = ofLower("array");
    static final int TOP = ofLower("top");
    static final int DISTINCT = ofLower("distinct");
    static final int ON = ofLower("on");
    static final int DUPLICATE = ofLower("duplicate");
    static final int CONFLICT = ofLower("conflict");
    static final int RETURNING = ofLower("returning");

    private static void add(String words, int role) {
        for (String word : words.strip().split("\\s+")) {
            ENTRIES[placed(word)] |= role;
        }
    }

    private static void begin(String words, int clause) {
        for (String word : words.split(" ")) {
            int place = placed(word);
            ENTRIES[place] = SqlWord.beginning(ENTRIES[place], clause);
        }
    }

    /** Where the word stands, which it does from now on. */
    private static int placed(String word) {
        char[] s = word.toCharArray();
        long last = 0;
        for (char c : s) {
            last = last(last, c);
        }
        int place = place(s, 0, s.length, last);
        if (LASTS[place] == 0) {
            LASTS[place] = last;
            LETTERS[place] = s;
            ENTRIES[place] = s.length << LENGTH_AT | SqlWord.numbered(++count);
        }
        return place;
    }

    /** Where the word stands in the table, or would stand. */
    private static int place(char[] s, int start, int end, long last) {
        int length = end - start;
        int place = (int) ((last * 0x9E3779B97F4A7C15L) >>> 52);
        while (LASTS[place] != 0 && !(LASTS[place] == last && is(place, s, start, length))) {
            place = (place + 1) & (SIZE - 1);
        }
        return place;
    }

    /** Whether the word at the place, which ends alike, is as long and begins alike. */
    private static boolean is(int place, char[] s, int start, int length) {
        if (ENTRIES[place] >>> LENGTH_AT != length) {
            return false;
        }
        for (int i = 0; i < length - PACKED; i++) {
            if (lower(s[start + i]) != LETTERS[place][i]) {
                return false;
            }
        }
        return true;
    }

    /** The last eight letters of an ASCII word that goes on with {@code c}, in lower case, packed into one number. */
    static long last(long last, char c) {
        return last << 8 | lower(c);
    }

    /** @param last of all its characters by {@link #last}, if they are ASCII */
    static int of(char[] s, int start, int end, long last) {
        return ENTRIES[place(s, start, end, last)] & SqlWord.BITS;
    }

    static int of(char[] s, int start, int end) {
        long last = 0;
        int all = 0;
        for (int i = start; i < end; i++) {
            all |= s[i];
            last = last(last, s[i]);
        }
        // A long s and a Kelvin sign are letters of ours in lower case.
        return all < 128 ? of(s, start, end, last) : ofLower(lower(s, start, end));
    }

    static int ofLower(String lower) {
        char[] s = lower.toCharArray();
        return ascii(s, 0, s.length) ? of(s, 0, s.length) : SqlWord.UNKNOWN;
    }

    /** The hash of a word that goes on with {@code c}, in either case; 0 is the empty word's. */
    static int hash(int hash, char c) {
        return hash * 31 + (c | 0x20);
    }

    /** Equal for all spellings of a word that are equal in lower case. */
    static int hash(char[] s, int start, int end) {
        int hash = 0;
        int all = 0;
        for (int i = start; i < end; i++) {
            all |= s[i];
            hash = hash(hash, s[i]);
        }
        return all < 128 ? hash : hash(lower(s, start, end));
    }

    static int hash(String lower) {
        int hash = 0;
        for (int i = 0; i < lower.length(); i++) {
            hash = hash(hash, lower.charAt(i));
        }
        return hash;
    }

    private static boolean ascii(char[] s, int start, int end) {
        int all = 0;
        for (int i = start; i < end; i++) {
            all |= s[i];
        }
        return all < 128;
    }

    static String lower(char[] s, int start, int end) {
        return new String(s, start, end - start).toLowerCase(Locale.ROOT);
    }

    static boolean equalIgnoringCase(char[] s, int start, int end, int otherStart, int otherEnd) {
        boolean same = end - start == otherEnd - otherStart;
        int all = 0;
        for (int i = start, k = otherStart; i < end && k < otherEnd; i++, k++) {
            same &= lower(s[i]) == lower(s[k]);
            all |= s[i] | s[k];
        }
        return all < 128 ? same : lower(s, start, end).equals(lower(s, otherStart, otherEnd));
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** Whether every part between underscores is an everyday schema word, as in {@code customer_address_id}. */
    static boolean schemaName(char[] s, int start, int end) {
        if (end <= start || end - start > 64) {
            return false;
        }
        int from = start;
        long last = 0;
        for (int i = start; i <= end; i++) {
            char c = i < end ? s[i] : '_';
            if (c > 127) {
                String lower = lower(s, start, end);
                return ascii(lower.toCharArray(), 0, lower.length())
                        && schemaName(lower.toCharArray(), 0, lower.length());
            }
            if (c == '_') {
                if (i > from && !SqlWord.is(of(s, from, i, last), SqlWord.SCHEMA)) {
                    return false;
                }
                from = i + 1;
                last = 0;
            } else {
                last = last(last, c);
            }
        }
        return true;
    }
}
