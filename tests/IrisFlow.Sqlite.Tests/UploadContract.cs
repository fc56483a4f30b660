namespace IrisFlow.Sqlite.Tests;

public abstract partial class RunStoreContract
{
    [Fact]
    public void An_upload_is_found_by_its_id_and_the_newest_come_first()
    {
        var day = DateTimeOffset.UnixEpoch.AddYears(50);
        var (first, second) = (new Upload("1a", Content, "a.csv", day), new Upload("2b", Other, "<b>.csv", day.AddHours(1)));
        Store.Write(w =>
        {
            w.SaveUpload(first);
            w.SaveUpload(second);
        });

        Assert.Equal(first, Store.FindUpload("1a"));
        Assert.Null(Store.FindUpload("1"));
        Assert.Equal([second, first], Store.Uploads(day));
        Assert.Equal([second], Store.Uploads(day.AddMinutes(1)));
    }

    [Fact]
    public void The_makers_of_a_content_are_its_uses_newest_first_up_to_a_limit()
    {
        Begin("1");
        Begin("2");
        Store.Write(w =>
        {
            w.EndStep("1", 1, Done("a"), cache: false);
            w.EndStep("2", 1, Done("b"), cache: false);
        });

        Assert.Equal(Store.Uses(new HashSet<Digest> { Content }), Store.Makers(Content, 10));
        Assert.Equal(["2"], Store.Makers(Content, 1).Select(m => m.Run));
    }
}
