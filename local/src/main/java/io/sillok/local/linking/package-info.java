/**
 * Links at build time what a JVM links at every start: {@link io.sillok.local.linking.SidecarLinking} goes over the jars of
 * the sidecar's class path and puts plain classes and methods where the compiler left lambdas, text concatenation and the
 * methods of records to be made at run time.
 */
package io.sillok.local.linking;
