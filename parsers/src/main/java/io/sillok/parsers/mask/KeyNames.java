package io.sillok.parsers.mask;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides by a key's name whether its value is a secret, an id for correlation, or to be judged by its own looks. */
final class KeyNames {

    enum Verdict {
        SECRET,
        BINDINGS,
        STATEMENT,
        ID,
        PLAIN
    }

    private static final Set<String> SECRET_WORDS = words("""
            password passwords passwd passphrase passcode passkey passw pswd psw pwd pw pass secret secrets token tokens jwt apikey cvc cvv cvv2 cvn csc pin
            otp totp mfa iban bic credential credentials authorization auth cookie cookies phpsessid jsessionid sessid
            csrf xsrf nonce signature captcha recaptcha ssn email emails mail phone phones mobile telephone tel fax
            pan cardnumber creditcard birthday birthdate dob passport sid session sessionid bearer hash salt sig
            firstname lastname fullname surname address street zip zipcode postcode postal plz iban swift account hmac
            2fa tfa passhash gsm handy handynummer telefon telefono telefone gpgkey pgpkey pkcs8 pkcs12 ccnumber ccnum
            appkey appsecret masterkey encryptionkey signingkey licensekey privkey authkey sshkey psk dbpass dbpassword
            taxid nationalid passportno driverlicense sortcode routingnumber birthdate maidenname aiohttpsession
            parola sifre şifre heslo hasło haslo lösenord losenord salasana jelszó lozinka κωδικός пароль парола токен секрет
            密码 密碼 口令 パスワード 暗証番号 비밀번호 암호 토큰 สรหสผาน
            """);

    /** What makes a word of many letters a secret's name, wherever it stands in it: {@code newpassword}, {@code authtoken}. */
    private static final List<String> SECRET_STEMS = List.of(
            "password",
            "passwd",
            "passwort",
            "kennwort",
            "wachtwoord",
            "motdepasse",
            "contrasena",
            "contraseñ",
            "пароль",
            "パスワード",
            "비밀번호",
            "密码",
            "senha",
            "secret",
            "apikey",
            "privatekey",
            "credential");

    /** The same for what says so only at a word's end, with or without an s. */
    private static final List<String> SECRET_ENDINGS =
            List.of("token", "pwd", "sessionid", "sessid", "authcode", "accesskey");

    private static final Set<String> SECRET_NAMES = words("""
            api_key access_key private_key secret_key public_key app_key encryption_key card card_number card_no cc
            cc_number credit_card account_number bank_account remember_token laravel_session x_api_key x_auth_token
            session_id set_cookie proxy_authorization first_name last_name full_name birth_date date_of_birth code_verifier
            one_time_code verification_code reset_code security_code php_auth_pw php_auth_user http_authorization http_cookie
            key_id license_key licence_key mot_de_passe recovery_code recovery_codes backup_code backup_codes serial_key
            signing_key master_key service_key ssh_key bank_card x_csrf_token x_xsrf_token _token db_password client_secret address_line
            private_lines application_key gpg_key pgp_key priv_key authentication_key privacy_key auth_key consumer_key certificate_pin
            community_string community_strings connection_string connection_strings pem_file_content security_answer
            security_answers tax_id tax_number national_id national_insurance identity_number id_number id_card driver_license
            drivers_license driving_licence driving_license passport_number social_security maiden_name routing_number
            sort_code sort_codes voter_id connect_sid card_holder cardholder_name storage_key shared_key pre_shared_key
            subscription_key preshared_key functions_key function_key write_key read_key admin_key live_key merchant_key server_key client_key
            deploy_key webhook_key integration_key partner_key developer_key ingest_key ingestion_key instrumentation_key
            session_key crypt_key crypto_key cipher_key aes_key rsa_key recovery_key activation_key reset_key root_key enc_key
            decryption_key data_key sas_key product_key maps_key stripe_key root_password_hash x_auth
            account_key webhook_url_secret cc_exp card_exp card_expiry expiry_date_card
            """);

    /** What may stand behind the first word of one of these. */
    private static final Set<String> LAST_WORDS = lastWords();

    private static final Set<String> PLAIN_NAMES = words("""
            token_type token_count tokens_used pass_count email_verified email_verified_at address_id session_driver
            mail_mailer auth_guard auth_driver hash_driver remote_addr server_addr upstream_addr local_addr peer_addr
            password_reset reset_password password_confirmed file_hash account_id account_status address_type card_type
            card_brand db_query_hash query_hash session_count phone_verified phone_country key_length mail_driver email_count
            mail_encryption max_tokens min_tokens total_tokens prompt_tokens completion_tokens input_tokens output_tokens
            cached_tokens num_tokens remaining_tokens pass_rate pass_through
            """);

    /** A key that ends with one of these tells something about a secret, not the secret. */
    private static final Set<String> ABOUT = words("""
            length method policy lifetime ttl host port driver mailer path type status count strength expires expiry
            expiration expired timeout limit enabled disabled required at stdin fd warning
            """);

    /** Files of a program, where a line's number stands behind the name. */
    private static final Set<String> SOURCES = words("php phtml inc js mjs ts jsx tsx vue py rb go java twig");

    private static final Set<String> BINDING_NAMES = words(
            "bindings binding params parameters sql_params db_bindings query_params db_query_parameter db_sql_bindings");

    private static final Set<String> STATEMENT_NAMES =
            words("sql query statement db_statement db_query_text raw_sql rawsql query_text db_query sql_text");

    private static final Set<String> ID_NAMES = words("""
            trace_id span_id parent_id parent_span_id parentspanid traceid spanid dd_trace_id dd_span_id request_id
            x_request_id correlation_id x_correlation_id traceparent trace_parent tracestate trace_flags rid tp transaction_id_apm
            otel_trace_id otel_span_id server_uid uuid job_id event_id
            """);

    /** Before {@code address} these say that it is one of a machine, not of a person. */
    private static final Set<String> NETWORK = words(
            "ip server client peer local remote upstream mac network net host source destination socket listen bind proxy");

    private static Set<String> words(String block) {
        return Set.copyOf(Arrays.asList(block.strip().split("\\s+")));
    }

    private static Set<String> lastWords() {
        Set<String> last = new HashSet<>(Set.of(""));
        for (String name : SECRET_NAMES) {
            for (int i = name.indexOf('_'); i >= 0; i = name.indexOf('_', i + 1)) {
                last.add(name.substring(i + 1));
            }
        }
        return last;
    }

    private KeyNames() {}

    /**
     * A key that was judged.
     *
     * @param name whether the member's value may be another key
     * @param value whether the member's value may be that of a key named beside it
     * @param arguments whether a list under the key holds what a function was called with
     * @param endsName whether the key may be the last word of a secret's name
     * @param announces what it announces as a word of prose, as {@link SecretWords} knows it
     */
    record Key(
            String text,
            char[] letters,
            Verdict verdict,
            boolean name,
            boolean value,
            boolean arguments,
            boolean endsName,
            int announces) {

        private boolean stands(char[] s, int from, int end) {
            return Arrays.equals(letters, 0, letters.length, s, from, end);
        }

        static Key judged(String text) {
            Verdict verdict = text.isEmpty() || text.length() > 128 ? Verdict.PLAIN : judge(text);
            return new Key(
                    text,
                    text.toCharArray(),
                    verdict,
                    NamedValues.name(text),
                    NamedValues.value(text),
                    NamedValues.arguments(text),
                    LAST_WORDS.contains(snake(text)),
                    SecretWords.announces(text));
        }
    }

    /**
     * What was judged last, by a hash of the key. Threads may overwrite each other's entries: each of them is right, and
     * immutable.
     */
    private static final Key[] RECENT = new Key[4096];

    static Verdict of(String key) {
        return key(Text.of(key), 0, key.length()).verdict();
    }

    /** The same, and cheaper if the key came before: most keys come again with every line. */
    static Key key(Text s, int from, int end) {
        int length = end - from;
        if (length == 0 || length > 128) {
            return Key.judged(s.substring(from, end));
        }
        char[] chars = s.array();
        int start = s.base() + from;
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = hash * 31 + chars[i];
        }
        int place = (hash ^ (hash >>> 15)) & (RECENT.length - 1);
        Key recent = RECENT[place];
        if (recent != null && recent.stands(chars, start, start + length)) {
            return recent;
        }
        Key judged = Key.judged(s.substring(from, end));
        RECENT[place] = judged;
        return judged;
    }

    /** What is thought of a key that was not judged before. */
    static Verdict judge(String key) {
        String name = snake(key);
        if (ID_NAMES.contains(name)) {
            return Verdict.ID;
        }
        if (BINDING_NAMES.contains(name)) {
            return Verdict.BINDINGS;
        }
        if (STATEMENT_NAMES.contains(name)) {
            return Verdict.STATEMENT;
        }
        if (PLAIN_NAMES.contains(name)) {
            return Verdict.PLAIN;
        }
        if (SECRET_NAMES.contains(name)) {
            return Verdict.SECRET;
        }
        if (source(key) || ABOUT.contains(name.substring(name.lastIndexOf('_') + 1))) {
            return Verdict.PLAIN;
        }
        return hasSecretPart(name) ? Verdict.SECRET : Verdict.PLAIN;
    }

    /** {@code VerifyCsrfToken.php}, behind which a line's number stands. */
    private static boolean source(String key) {
        int dot = key.lastIndexOf('.');
        return dot > 0 && SOURCES.contains(key.substring(dot + 1));
    }

    private static boolean hasSecretPart(String name) {
        int from = 0;
        String before = "";
        while (from <= name.length()) {
            int next = name.indexOf('_', from);
            int end = next < 0 ? name.length() : next;
            String part = name.substring(from, end);
            boolean network = part.equals("address") && NETWORK.contains(before);
            if (!network && (secret(part) || SECRET_NAMES.contains(before + "_" + part))) {
                return true;
            }
            before = part;
            from = end + 1;
        }
        return false;
    }

    /** A number at the end only counts: {@code pw2} is another {@code pw}. */
    private static boolean secret(String part) {
        int end = part.length();
        while (end > 1 && Character.isDigit(part.charAt(end - 1))) {
            end--;
        }
        String word = part.substring(0, end);
        return SECRET_WORDS.contains(part)
                || SECRET_WORDS.contains(word)
                || (SECRET_STEMS.stream().anyMatch(word::contains) && !word.startsWith("secretar"))
                || SECRET_ENDINGS.stream().anyMatch(ending -> word.endsWith(ending) || word.endsWith(ending + "s"));
    }

    /** {@code X-Api-Key}, {@code apiKey}, {@code user[api_key]} and {@code dd.api_key} alike: words joined by underscores. */
    private static String snake(String key) {
        StringBuilder out = new StringBuilder(key.length() + 4);
        boolean lowerBefore = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (Character.isUpperCase(c) && lowerBefore) {
                out.append('_');
            }
            lowerBefore = Character.isLowerCase(c) || Character.isDigit(c);
            boolean part = Character.isLetterOrDigit(c);
            if (part) {
                out.append(Character.toLowerCase(c));
            } else if (out.length() > 0 && out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
        }
        int length = out.length();
        if (length > 0 && out.charAt(length - 1) == '_') {
            out.setLength(length - 1);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether these words together, or the word alone, name a secret by the list of whole names. */
    static boolean names(String key) {
        return SECRET_NAMES.contains(snake(key));
    }

    private static final Set<String> NUMBERS = words("pin otp cvc cvv cvv2 cvn csc tan totp");

    /** Whether values of the key are numbers, so that words behind one are not part of it. */
    static boolean numeric(String key) {
        return NUMBERS.contains(key.toLowerCase(Locale.ROOT));
    }

    /** Headers whose value holds blanks, commas and further pairs. */
    static boolean header(String key) {
        String name = snake(key);
        return name.endsWith("cookie") || name.endsWith("authorization") || name.endsWith("signature");
    }

    /** Whether a value under an id key looks like an id of a trace, span or request; anything else is masked as text. */
    static boolean idShaped(CharSequence value) {
        int length = value.length();
        if (length == 0 || length > 64) {
            return length == 0;
        }
        boolean digits = true;
        boolean hex = true;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            digits &= c >= '0' && c <= '9';
            hex &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
        }
        return (digits && length <= 20)
                || (hex && (length == 2 || length == 16 || length == 32 || length == 36 || length == 55));
    }
}
