package io.sillok.job.drop;

import io.sillok.model.Fields;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.model.config.ConfigSection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that all of some conditions fit. Only of what the first line of an event tells, so more of it changes nothing. */
public record DropRule(List<Condition> conditions) implements Serializable {

    /** One condition. Texts rather than types of its own: Flink serializes it. */
    record Condition(Subject subject, String wanted) implements Serializable {

        boolean fits(LogEvent event) {
            return subject.of(event)
                    .filter(value -> subject.fits(value, wanted))
                    .isPresent();
        }
    }

    /** What a condition is about. */
    enum Subject {
        FORMAT("format", Fields.LOG_FORMAT),
        FILE("file", Fields.FILE_PATH),
        METHOD("method", Fields.HTTP_METHOD),
        PATH("path", Fields.URL_PATH),
        STATUS("status", Fields.HTTP_STATUS) {
            /** {@code 204}, or {@code 2xx}. */
            @Override
            boolean fits(String value, String wanted) {
                return wanted.endsWith("xx") ? value.startsWith(wanted.substring(0, 1)) : value.equals(wanted);
            }

            @Override
            boolean isPossible(String wanted) {
                return wanted.matches("[1-5](\\d\\d|xx)");
            }
        },
        SERVICE("service", Fields.SERVICE_NAME) {
            @Override
            Optional<String> of(LogEvent event) {
                return Optional.ofNullable(event.resource().get(Fields.SERVICE_NAME));
            }
        },
        /** The word's severity, and what is less severe. */
        SEVERITY("severity", "") {
            @Override
            Optional<String> of(LogEvent event) {
                return event.severity().map(Severity::text);
            }

            @Override
            boolean fits(String value, String wanted) {
                return number(value) <= number(wanted);
            }

            @Override
            boolean isPossible(String wanted) {
                return Severity.ofWord(wanted).isPresent();
            }
        };

        final String key;
        private final String attribute;

        Subject(String key, String attribute) {
            this.key = key;
            this.attribute = attribute;
        }

        Optional<String> of(LogEvent event) {
            return Optional.ofNullable(event.attributes().get(attribute)).map(Object::toString);
        }

        /** With a {@code *} at the end: whatever begins so. */
        boolean fits(String value, String wanted) {
            return wanted.endsWith("*")
                    ? value.startsWith(wanted.substring(0, wanted.length() - 1))
                    : value.equals(wanted);
        }

        boolean isPossible(String wanted) {
            return !wanted.isEmpty()
                    && !wanted.substring(0, wanted.length() - 1).contains("*");
        }

        /** A word that stands for no severity is not dropped for its severity. */
        private static int number(String word) {
            return Severity.ofWord(word).map(Severity::number).orElse(Integer.MAX_VALUE);
        }
    }

    public DropRule {
        conditions = List.copyOf(conditions);
    }

    static DropRule from(ConfigSection section) {
        List<Condition> conditions = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            section.optionalText(subject.key).ifPresent(wanted -> {
                if (!subject.isPossible(wanted)) {
                    section.problem(subject.key, "cannot be " + wanted);
                }
                conditions.add(new Condition(subject, wanted));
            });
        }
        if (conditions.isEmpty()) {
            section.problem("format", "or another condition must be given: a rule without any would drop everything");
        }
        return new DropRule(conditions);
    }

    boolean fits(LogEvent event) {
        return conditions.stream().allMatch(condition -> condition.fits(event));
    }
}
