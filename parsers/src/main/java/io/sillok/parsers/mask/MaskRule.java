package io.sillok.parsers.mask;

/** The rules that mask, each with the id under which metrics and {@code --explain} report it. */
public enum MaskRule {
    SQL_LITERAL("sql.literal"),
    SQL_UNQUOTED("sql.unquoted"),
    SQL_COMMENT("sql.comment"),
    SQL_FORGED("sql.forged"),
    SQL_BINDING("sql.binding"),
    DRIVER_VALUE("driver.value"),
    DRIVER_DETAIL("driver.detail"),
    TRACE_ARGUMENT("trace.argument"),
    SECRET_KEY_NAME("secret.key-name"),
    SECRET_AUTHORIZATION("secret.authorization"),
    SECRET_JWT("secret.jwt"),
    SECRET_TOKEN("secret.token"),
    SECRET_HASH("secret.password-hash"),
    SECRET_PRIVATE_KEY("secret.private-key"),
    SECRET_URL_USER("secret.url-user"),
    PII_EMAIL("pii.email"),
    PII_PHONE("pii.phone"),
    CARD_LUHN("card.luhn"),
    CARD_STUMP("card.stump"),
    IBAN("iban.mod97"),
    FAILED_CLOSED("masker.failed-closed");

    private final String id;

    MaskRule(String id) {
        this.id = id;
    }

    /** Stable over releases: dashboards and configurations name rules by it. */
    public String id() {
        return id;
    }
}
