namespace IrisFlow.Sqlite.Tests;

public abstract partial class RunStoreContract
{
    private static readonly Digest Other = TableDigest.Of(Table.Of(("n", Column.Of(2))));

    [Fact]
    public void Evidence_comes_back_as_it_was_written_oldest_first()
    {
        Begin("1");
        Begin("2");
        var first = new EvidenceRecord("key", "test.clock", "rows", "2", "a", Other, "1", Content) { Columns = ["n", "ü"] };
        var second = new EvidenceRecord("key", "test.clock", "more", "2", "a", Content, "1", Other);
        Store.Write(w =>
        {
            w.SaveEvidence(first);
            w.SaveEvidence(second);
        });

        var found = Store.Evidence("key");

        Assert.Equal([first.Columns, second.Columns], found.Select(e => e.Columns));
        Assert.Equal([first, second], found.Zip([first, second]).Select(e => e.First with { Columns = e.Second.Columns, At = default }));
        Assert.All(found, e => Assert.NotEqual(default, e.At));
    }

    [Fact]
    public void Evidence_is_found_by_its_key_and_by_the_runs_that_have_the_key()
    {
        Begin("1");
        Begin("2");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a") with { Key = "key" }, cache: true);
            w.EndStep("2", 1, Done("b"), cache: false);
            w.SaveEvidence(new("key", "test.clock", "rows", "2", "a", Other, "1", Content));
        });

        Assert.Single(Store.Evidence());
        Assert.Empty(Store.Evidence("other"));
        Assert.Single(Store.Evidence(run: "1"));
        Assert.Empty(Store.Evidence(run: "2"));
        Assert.Empty(Store.Evidence("other", "1"));
    }

    [Fact]
    public void Evidence_of_a_write_that_throws_is_not_kept()
    {
        Begin("1");
        Assert.Throws<InvalidDataException>(() => Store.Write(w =>
        {
            w.SaveEvidence(new("key", "test.clock", "rows", "1", "a", Other, "1", Content));
            throw new InvalidDataException();
        }));

        Assert.Empty(Store.Evidence());
    }
}
