package io.sillok.tailer;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Takes SIGHUP. The JDK has signals in {@code sun.misc} only, which the compiler warns of beyond suppression and which
 * another JVM may lack, so they are reached by reflection.
 */
public final class HangUp {

    private HangUp() {}

    /**
     * From now on a hang-up runs this, on a thread of its own, and ends the process no longer.
     *
     * @return whether signals can be taken here
     */
    public static boolean runs(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            default -> "on SIGHUP";
                        };
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
