package io.sillok.parsers.mask;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Masks decoded JSON: maps, lists, strings, numbers, booleans and null. Values under secret keys and whole
 * {@code bindings} go, ids for correlation stay if they look like ids, every other string is masked as text. Thread-safe.
 */
public final class TreeMasker {

    private static final int DEPTH = 128;

    private final TextMasker texts;
    private final JsonMasker json;

    public TreeMasker(TextMasker texts) {
        this.texts = texts;
        this.json = new JsonMasker(texts);
    }

    /** A masked copy; key order is kept. The tree's own containers are not changed. */
    public Map<String, Object> mask(Map<String, ?> tree, MaskTally tally) {
        return map(tree, KeyNames.Verdict.PLAIN, 0, tally);
    }

    /** Masks one value as it stands under {@code key}. */
    public Object mask(String key, Object value, MaskTally tally) {
        return value(value, texts.rules().key(key), 0, tally);
    }

    private Map<String, Object> map(Map<?, ?> tree, KeyNames.Verdict inherited, int depth, MaskTally tally) {
        Map<String, Object> out = new LinkedHashMap<>();
        boolean inherits = inherited == KeyNames.Verdict.SECRET || inherited == KeyNames.Verdict.BINDINGS;
        boolean named = false;
        for (Map.Entry<?, ?> entry : tree.entrySet()) {
            named |= NamedValues.name(String.valueOf(entry.getKey()))
                    && entry.getValue() instanceof String name
                    && texts.rules().key(name) == KeyNames.Verdict.SECRET;
        }
        boolean values = named;
        tree.forEach((name, value) -> {
            String key = String.valueOf(name);
            String shown = key.indexOf('@') >= 0 || key.length() > 24 ? texts.mask(key, tally) : key;
            KeyNames.Verdict own = values && NamedValues.value(key)
                    ? KeyNames.Verdict.SECRET
                    : texts.rules().key(key);
            if (value instanceof Iterable<?> && NamedValues.arguments(key)) {
                own = KeyNames.Verdict.BINDINGS;
            }
            out.put(shown, value(value, inherits ? inherited : own, depth + 1, tally));
        });
        return out;
    }

    private Object value(Object value, KeyNames.Verdict verdict, int depth, MaskTally tally) {
        if (depth > DEPTH) {
            tally.count(MaskRule.FAILED_CLOSED);
            return MaskedText.WHOLE;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, verdict, depth, tally);
        }
        if (value instanceof Iterable<?> list) {
            List<Object> out = new ArrayList<>();
            list.forEach(element -> out.add(value(element, verdict, depth + 1, tally)));
            return out;
        }
        if (value instanceof Number number) {
            return number(number, verdict, tally);
        }
        if (value == null || value instanceof Boolean) {
            return value;
        }
        return json.leaf(value.toString(), verdict, tally);
    }

    private Object number(Number number, KeyNames.Verdict verdict, MaskTally tally) {
        if (verdict == KeyNames.Verdict.SECRET || verdict == KeyNames.Verdict.BINDINGS) {
            MaskRule rule = verdict == KeyNames.Verdict.SECRET ? MaskRule.SECRET_KEY_NAME : MaskRule.SQL_BINDING;
            return masked(rule, number, tally);
        }
        String digits = number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
        boolean card = verdict != KeyNames.Verdict.ID
                && digits.length() >= 13
                && PaymentNumber.card(Text.of(digits), 0, digits.length()) > 0;
        if (card) {
            return masked(MaskRule.CARD_LUHN, number, tally);
        }
        return number;
    }

    private Object masked(MaskRule rule, Number number, MaskTally tally) {
        if (texts.rules().off(rule)) {
            return number;
        }
        tally.count(rule);
        return texts.rules().shown(rule, number.toString(), MaskedText.MASK);
    }
}
