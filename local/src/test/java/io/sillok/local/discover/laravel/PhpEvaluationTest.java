package io.sillok.local.discover.laravel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.discover.server.LogPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PhpEvaluationTest {

    private static final LaravelEnvironment ENVIRONMENT = new LaravelEnvironment(
            Map.of("FROM_POOL", "pool"),
            Map.of(
                    "FROM_POOL",
                    "file",
                    "YES",
                    "true",
                    "NO",
                    "(false)",
                    "NONE",
                    "null",
                    "APP_KEY",
                    "base64:x",
                    "LIST",
                    "a,b"));

    private static PhpValue value(String code) {
        return new PhpEvaluation(new PhpFunctions("/app", ENVIRONMENT, "/app/config"))
                .run(PhpParser.read("<?php\n" + code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'a'.\"b{$x}c\".1~abboxc1",
                "\"$x/${x}/\\$x\"~box/box/$x",
                "storage_path('logs/'.env('NOPE', 'std').'.log')~/app/storage/logs/std.log",
                "base_path()~/app",
                "__DIR__.'/../x.log'~/app/config/../x.log",
                "dirname(__DIR__).DIRECTORY_SEPARATOR.'x'~/app/x",
                "env('FROM_POOL')~pool",
                "env('YES') ? 'yes' : 'no'~yes",
                "env('NO') ?: 'instead'~instead",
                "env('NONE', 'default')~default",
                "(string) env('LIST')~a,b",
                "explode(',', env('LIST'))[1]~b",
                "$none ?? 'x'~?",
                "null ?? 'y'~y",
                "getenv('NOPE') === false ? 'unset' : 'set'~unset",
                "env('APP_KEY')~?",
                "'logs/'.gethostname().'.log'~logs/?.log",
                "date('Y')~?",
                "Monolog\\Formatter\\JsonFormatter::class~Monolog\\Formatter\\JsonFormatter",
                "Json::class~Monolog\\Formatter\\JsonFormatter",
                "\\Str::slug('My App', '_')~my_app",
                "$f('1')~1-2",
                "(new DateTime)->format('c')~?",
                "match(true) { default => 'x' }~?",
                "['k' => ['v']]['k'][0]~v",
                "array('k' => 'v')['k']~v",
                "[...['a' => 'b']]['a']~b",
                "function () { return ['x', 'y']; }~?",
                "<<<'X'\\n text\\nX~?",
            })
    void expressions(String expression, String value) {
        String code =
                "use Monolog\\Formatter\\JsonFormatter as Json;\n$x = 'box';\n$f = static fn (string $a, $b = '2') => \"$a-$b\";\n"
                        + "// comment ' \"\n# another\n/* and ; */ #[Attribute]\nreturn "
                        + expression.replace("\\n", "\n") + ";";
        assertThat(value(code).text()).isEqualTo(value.replace('?', LogPath.HOLE));
    }

    @Test
    void branchesAreTakenIfTheyAreSurelySo() {
        assertThat(value("if (getenv('FROM_POOL')) { return 'a'; } return 'b';").text())
                .isEqualTo("a");
        assertThat(value("if (time() > 5) { return 'a'; } else { return 'c'; } return 'b';")
                        .text())
                .isEqualTo("c");
        assertThat(value("if (false) return 'a'; elseif (true) { $y = 'd'; } return $y;")
                        .text())
                .isEqualTo("d");
    }

    @Test
    void whatIsNotUnderstoodDoesNotHideTheRest() {
        PhpValue value = value(
                "declare(strict_types=1); namespace X; function f($a) { return [1]; } $o->call('x', ['y']);"
                        + " return ['a' => $o?->b()->c['d'], 'b' => new class { public $x = ','; }, 'c' => fn () => [1, 2], 'd' => 'end'];");
        assertThat(value.get("d").text()).isEqualTo("end");
    }

    @Test
    void aBraceTooManyIsPassedOver() {
        assertThat(value("} } return 'x';").text()).isEqualTo("x");
    }

    @Test
    void deepNestingEnds() {
        assertThat(value("return " + "[".repeat(5000) + "];")).isNotNull();
        assertThat(value("if (1) ".repeat(5000) + "return 1;")).isNotNull();
        assertThat(value("return " + "$x ?? ".repeat(5000) + "1;")).isNotNull();
        assertThat(value("$f = fn () => $f(); return $f();").text()).isEqualTo(String.valueOf(LogPath.HOLE));
        assertThat(value("return " + "!".repeat(50) + "'x';").truth()).contains(true);
    }
}
