package io.github.throttled.example.catalogue;

import jakarta.enterprise.context.ApplicationScoped;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All books of the shop. */
@ApplicationScoped
public class Catalogue {

    private static final List<Book> BOOKS =
            List.of(
                    new Book(1, "Pride and Prejudice", "Jane Austen", 1813, 899),
                    new Book(2, "Frankenstein", "Mary Shelley", 1818, 799),
                    new Book(3, "The Count of Monte Cristo", "Alexandre Dumas", 1844, 1499),
                    new Book(4, "Jane Eyre", "Charlotte Brontë", 1847, 999),
                    new Book(5, "Wuthering Heights", "Emily Brontë", 1847, 899),
                    new Book(6, "Moby-Dick", "Herman Melville", 1851, 1299),
                    new Book(7, "Madame Bovary", "Gustave Flaubert", 1856, 999),
                    new Book(8, "Great Expectations", "Charles Dickens", 1861, 1099),
                    new Book(9, "Alice's Adventures in Wonderland", "Lewis Carroll", 1865, 699),
                    new Book(10, "Crime and Punishment", "Fyodor Dostoevsky", 1866, 1199),
                    new Book(11, "War and Peace", "Leo Tolstoy", 1869, 1799),
                    new Book(12, "Middlemarch", "George Eliot", 1871, 1399),
                    new Book(13, "Around the World in Eighty Days", "Jules Verne", 1873, 799),
                    new Book(14, "Anna Karenina", "Leo Tolstoy", 1878, 1399),
                    new Book(15, "Treasure Island", "Robert Louis Stevenson", 1883, 749),
                    new Book(16, "Adventures of Huckleberry Finn", "Mark Twain", 1884, 899),
                    new Book(17, "The Picture of Dorian Gray", "Oscar Wilde", 1890, 849),
                    new Book(18, "The Time Machine", "H. G. Wells", 1895, 699),
                    new Book(19, "Dracula", "Bram Stoker", 1897, 949),
                    new Book(20, "The Hound of the Baskervilles", "Arthur Conan Doyle", 1902, 799));

    /** Every book, oldest first. */
    public List<Book> all() {
        return BOOKS;
    }

    /** The book with this number. */
    public Optional<Book> find(int id) {
        return BOOKS.stream().filter(book -> book.id() == id).findFirst();
    }

    /**
     * The books whose title, author and year together have every word of the query; case does not
     * matter.
     */
    public List<Book> search(String query) {
        String[] words = query.toLowerCase(Locale.ROOT).trim().split("\\s+");
        return BOOKS.stream()
                .filter(book -> Arrays.stream(words).allMatch(textOf(book)::contains))
                .toList();
    }

    private static String textOf(Book book) {
        return (book.title() + " " + book.author() + " " + book.year()).toLowerCase(Locale.ROOT);
    }
}
