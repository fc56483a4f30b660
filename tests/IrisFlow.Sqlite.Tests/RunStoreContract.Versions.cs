namespace IrisFlow.Sqlite.Tests;

/// <content>The wordings that a workflow had.</content>
public abstract partial class RunStoreContract
{
    private void Ran(string id, string workflow, string definition, DateTimeOffset at) =>
        Store.Write(w => w.BeginRun(new(id, workflow) { Definition = definition, StartedAt = at, Owner = "test" }));

    private void Saved(string workflow, string definition, string actor, DateTimeOffset at) => Store.Write(w => w.SaveVersion(workflow, definition, actor, at));

    [Fact]
    public void A_wording_is_known_by_who_saved_it_last_or_by_the_first_run_that_had_it()
    {
        Ran("20260301-120000-a", "w", "one", Noon);
        Ran("20260301-130000-b", "w", "one", Noon.AddHours(1));
        Saved("w", "two", "ann", Noon.AddHours(2));
        Saved("other", "one", "ann", Noon.AddHours(3));
        Saved("w", "three", "ann", Noon.AddHours(4));
        Saved("w", "two", "ben", Noon.AddHours(5));
        Ran("20260301-190000-c", "w", "two", Noon.AddHours(7));

        var versions = Store.Versions("w", 10);

        Assert.Equal([(Noon.AddHours(5), "ben", "20260301-190000-c", 1), (Noon.AddHours(4), "ann", null, 0), (Noon, null, "20260301-120000-a", 2)], versions.Select(v => (v.At, v.SavedBy, v.Run, v.Runs)));
        Assert.Equal(["two", "three", "one"], versions.Select(v => Store.FindVersion("w", v.Id)!.Value.Definition));
        Assert.Equal(versions, versions.Select(v => Store.FindVersion("w", v.Id)!.Value.Version));
        Assert.Null(Store.FindVersion("other", versions[0].Id + 100));
    }

    [Fact]
    public void Wordings_come_in_pages_also_those_of_the_same_instant()
    {
        for (var i = 0; i < 5; i++)
        {
            Saved("w", $"text {i}", "ann", Noon.AddHours(i / 2));
        }

        var all = Store.Versions("w", 10);
        var paged = new List<WorkflowVersion>();
        for (var page = Store.Versions("w", 2); page.Count > 0; page = Store.Versions("w", 2, page[^1]))
        {
            paged.AddRange(page);
        }

        Assert.Equal(5, all.Count);
        Assert.Equal(all, paged);
        Assert.Empty(Store.Versions("nothing", 10));
    }
}
