package io.sillok.parsers.mask;

import java.util.Optional;

/** The rules that mask, each with the id under which metrics, {@code --explain} and configurations name it. */
public enum MaskRule {
    SQL_LITERAL("sql.literal", "a literal of a statement"),
    SQL_UNQUOTED("sql.unquoted", "what follows the first value of a statement whose values stand bare"),
    SQL_COMMENT("sql.comment", "a comment of a statement"),
    SQL_FORGED("sql.forged", "a statement behind a second mark: one of them was in a value"),
    SQL_BINDING("sql.binding", "a value bound to a statement"),
    DRIVER_VALUE("driver.value", "a value in a database driver's message"),
    DRIVER_DETAIL("driver.detail", "a row, a key or a statement in a database server's details"),
    TRACE_ARGUMENT("trace.argument", "an argument in a stack trace"),
    SECRET_KEY_NAME("secret.key-name", "a value whose key's name says that it is a secret", true),
    SECRET_ANNOUNCED("secret.announced", "a secret that the words before it name", true),
    SECRET_COMMAND("secret.command", "a password in a command's options", true),
    SECRET_PATH("secret.path", "a token in a path", true),
    SECRET_AUTHORIZATION("secret.authorization", "credentials of an HTTP header", true),
    SECRET_JWT("secret.jwt", "a JSON Web Token", true),
    SECRET_TOKEN("secret.token", "a token, by a vendor's prefix or by its looks", true),
    SECRET_HASH("secret.password-hash", "a password's hash", true),
    SECRET_PRIVATE_KEY("secret.private-key", "a private key", true),
    SECRET_URL_USER("secret.url-user", "user and password in a URL", true),
    PII_EMAIL("pii.email", "an e-mail address", true),
    PII_PHONE("pii.phone", "a phone number in its international form or that of the United States", true),
    PII_NATIONAL("pii.national-id", "a social security number of the United States", true),
    CARD_LUHN("card.luhn", "a card number, by its check digit", true),
    CARD_STUMP("card.stump", "the beginning of a card number, as PHP prints arguments", true),
    IBAN("iban.mod97", "an account number, by its check digits", true),
    CUT_CONTEXT("cut.context", "the context of a cut record in which a value of its message may go on"),
    CUT_END("cut.end", "the last word of a text that was cut off"),
    FAILED_CLOSED("masker.failed-closed", "a text that could not be judged is masked whole");

    private final String id;
    private final String description;
    private final boolean adjustable;

    MaskRule(String id, String description) {
        this(id, description, false);
    }

    MaskRule(String id, String description, boolean adjustable) {
        this.id = id;
        this.description = description;
        this.adjustable = adjustable;
    }

    /** Stable over releases: dashboards and configurations name rules by it. */
    public String id() {
        return id;
    }

    /** What the rule masks, to be read behind "because it is". */
    public String description() {
        return description;
    }

    /** Whether a configuration may switch it off or choose another form; rules on which others rest always mask. */
    public boolean adjustable() {
        return adjustable;
    }

    static Optional<MaskRule> byId(String id) {
        for (MaskRule rule : values()) {
            if (rule.id.equals(id)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
