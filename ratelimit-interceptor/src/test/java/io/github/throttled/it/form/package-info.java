/** An application with a console whose users log in with a form, and have a session then. */
package io.github.throttled.it.form;
