package io.sillok.job.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sillok.model.EventPosition;
import io.sillok.model.Fields;
import io.sillok.model.FileId;
import io.sillok.model.LogEvent;
import io.sillok.model.Severity;
import io.sillok.model.config.ConfigException;
import io.sillok.model.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DropRulesTest {

    @ParameterizedTest
    @CsvSource({
        "'path: /health, status: 2xx', true",
        "'path: /health, status: 500', false",
        "'path: /hea*', true",
        "'path: /heal', false",
        "'format: nginx.access, method: GET, service: shop', true",
        "'service: other', false",
        "'file: /var/log/nginx/*', true",
        "'severity: debug', false",
        "'severity: info', true",
        "'severity: error', true"
    })
    void dropsWhatAllConditionsFit(String conditions, boolean dropped) throws ConfigException {
        assertThat(rules("[{" + conditions + "}]").drop(event().build())).isEqualTo(dropped);
    }

    @Test
    void anyRuleIsEnough() throws ConfigException {
        assertThat(rules("[{path: /other}, {path: /health}]").drop(event().build()))
                .isTrue();
    }

    @Test
    void neverDropsWhatNoParserTook() throws ConfigException {
        LogEvent rejected = event().attribute(Fields.ERROR_TYPE, "parse.syntax").build();

        assertThat(rejected.rejected()).isTrue();
        assertThat(rules("[{format: nginx.access}]").drop(rejected)).isFalse();
    }

    @Test
    void anEventWithoutTheFieldDoesNotFit() throws ConfigException {
        LogEvent bare = LogEvent.at(new EventPosition(FileId.of("f"), 0, 0)).build();

        assertThat(rules("[{path: '*'}, {severity: emerg}, {status: 2xx}]").drop(bare))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}]", "[{status: 2x}]", "[{severity: loud}]", "[{path: '/a*b*'}]", "[{paht: /health}]"})
    void aRuleThatCannotBeMeantIsAProblem(String sections) {
        assertThatThrownBy(() -> rules(sections)).isInstanceOf(ConfigException.class);
    }

    private static DropRules rules(String sections) throws ConfigException {
        ConfigFile file = ConfigFile.parse("drop: " + sections, "job.yaml");
        DropRules rules = DropRules.from(file.root().sections("drop"));
        file.finish();
        return rules;
    }

    private static LogEvent.Builder event() {
        return LogEvent.at(new EventPosition(FileId.of("f"), 0, 0))
                .severity(Severity.ofWord("info").orElseThrow())
                .resource(Fields.SERVICE_NAME, "shop")
                .attribute(Fields.LOG_FORMAT, "nginx.access")
                .attribute(Fields.FILE_PATH, "/var/log/nginx/access.log")
                .attribute(Fields.HTTP_METHOD, "GET")
                .attribute(Fields.URL_PATH, "/health")
                .attribute(Fields.HTTP_STATUS, 204L);
    }
}
