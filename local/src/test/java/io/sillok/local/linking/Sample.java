package io.sillok.local.linking;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Of all that is linked at run time something, put into one text. */
@SuppressWarnings("ArrayRecordComponent")
public final class Sample implements Supplier<String> {

    record Empty() {}

    record Pair(String name, List<Integer> of) {}

    record Numbers(boolean z, byte b, short s, char c, int i, long l, float f, double d, int[] many) {}

    private interface Named {

        String name();

        default Supplier<String> twice() {
            return () -> name() + name();
        }

        static Named of(String name) {
            return () -> "<" + name + ">";
        }
    }

    private final class Inner {

        private final long number;

        private Inner(long number) {
            this.number = number;
        }

        private String text() {
            return base + number;
        }
    }

    private final String base = "b";

    private static String joined(Object one, Object other) {
        return one + "/" + other;
    }

    private int plus(int number) {
        return number + base.length();
    }

    private int counted() {
        return base.length();
    }

    @Override
    public String get() {
        List<Object> all = new ArrayList<>();
        int[] array = {1};
        Numbers numbers = new Numbers(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, Double.NaN, array);
        Numbers same = new Numbers(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, Double.NaN, array);
        all.add(numbers.equals(same) + " " + numbers.equals(new Object()) + " "
                + (numbers.hashCode() == same.hashCode()));
        all.add(numbers.equals(new Numbers(true, (byte) 1, (short) 2, 'c', 4, 5L, -0f, Double.NaN, array)));
        all.add(numbers.toString().replaceAll("\\[I@.*", "array"));
        all.add(new Empty() + " " + new Empty().hashCode() + " " + new Empty().equals(new Empty()));
        all.add(new Pair(null, List.of(1, 2)) + " " + new Pair("x", List.of()).hashCode());
        all.add(new Pair("x", List.of(3)).equals(new Pair("x", List.of(3))));
        all.add("" + true + 'c' + (byte) 1 + (short) 2 + 3 + 4L + 5f + 6d + null + array.length
                + new StringBuilder("sb"));
        long wide = 7;
        double wider = 0.5;
        Supplier<String> capturing = () -> base + wide + wider + all.size();
        all.add(capturing.get());
        IntUnaryOperator own = this::plus;
        all.add(own.applyAsInt(4));
        BiFunction<Object, Object, String> reference = Sample::joined;
        all.add(reference.apply(1, 'x'));
        Function<String, Integer> length = String::length;
        all.add(length.apply("four"));
        ToLongFunction<Integer> widened = Integer::intValue;
        all.add(widened.applyAsLong(9));
        IntFunction<int[]> arrays = int[]::new;
        all.add(arrays.apply(3).length);
        Function<Long, Inner> made = Inner::new;
        all.add(made.apply(12L).text());
        Function<Inner, String> told = Inner::text;
        all.add(told.apply(new Inner(13)));
        Supplier<List<String>> lists = ArrayList::new;
        all.add(lists.get());
        Runnable ignored = this::counted;
        ignored.run();
        Comparator<String> serial = (Comparator<String> & Serializable) (one, other) -> one.compareTo(other);
        all.add(Stream.of("b", "a").sorted(serial.reversed()).toList());
        all.add(Named.of("n").twice().get());
        Predicate<String> empty = String::isEmpty;
        all.add(Stream.of("", "x").filter(empty.negate()).collect(Collectors.joining("+")));
        all.add(IntStream.range(0, 4).mapToObj(i -> "i" + i).collect(Collectors.toCollection(ArrayList::new)));
        all.add(((Function<Object, Object>) x -> ((Supplier<Object>) () -> x + "!").get()).apply("deep"));
        all.add(array.clone().length + " \u00e9 percent % brace {}");
        return all.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
