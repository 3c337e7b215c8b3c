/** What developers say of issues. */
package io.sillok.local.issues;
