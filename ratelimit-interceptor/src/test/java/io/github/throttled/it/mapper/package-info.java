/** An application that lists its classes, and answers rejections in its own way. */
package io.github.throttled.it.mapper;
