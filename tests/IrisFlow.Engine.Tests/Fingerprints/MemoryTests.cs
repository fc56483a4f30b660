using IrisFlow.Engine.Keys;
using IrisFlow.Testing;

namespace IrisFlow.Engine.Tests.Fingerprints;

public sealed class MemoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("irisflow-").FullName;
    private readonly StepEnvironment _environment = new("", new Catalog(typeof(Everything).Assembly), new TableFormats([]));

    [Fact]
    public void A_fingerprint_is_recorded_with_the_code_behind_it()
    {
        using var store = new MemoryRunStore();
        var fingerprints = new CodeFingerprints(store);
        var code = Of(fingerprints);
        Assert.Null(store.FindCode(code));

        store.Write(fingerprints.Save);

        Assert.Contains("IrisFlow.Engine.Tests.Everything.RunAsync(StepContext)", store.FindCode(code)!.Methods.Select(m => m.Name));
    }

    [Fact]
    public void Code_that_the_store_knows_is_not_looked_into_again()
    {
        using var store = new MemoryRunStore();
        var first = new CodeFingerprints(store);
        var code = Of(first);
        store.Write(first.Save);
        var again = new CodeFingerprints(store, new FingerprintFolder(_folder));

        Assert.Equal(code, Of(again));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void What_another_workspace_learned_is_found_in_the_users_folder_and_recorded_here_too()
    {
        using var store = new MemoryRunStore();
        var code = Of(new CodeFingerprints(new MemoryRunStore(), new FingerprintFolder(_folder)));
        var file = Assert.Single(Directory.GetFiles(_folder));
        var fingerprints = new CodeFingerprints(store, new FingerprintFolder(_folder));
        var written = File.GetLastWriteTimeUtc(file);

        Assert.Equal(code, Of(fingerprints));

        store.Write(fingerprints.Save);
        Assert.NotEmpty(store.FindCode(code)!.Methods);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
    }

    [Fact]
    public void A_damaged_file_in_the_users_folder_is_as_good_as_none()
    {
        var code = Of(new CodeFingerprints(new MemoryRunStore(), new FingerprintFolder(_folder)));
        var file = Assert.Single(Directory.GetFiles(_folder));
        foreach (var damaged in new[] { "", File.ReadAllText(file)[..200], File.ReadAllText(file).Replace(code, new string('0', 32)) })
        {
            File.WriteAllText(file, damaged);
            Assert.Equal(code, Of(new CodeFingerprints(new MemoryRunStore(), new FingerprintFolder(_folder))));
        }
    }

    [Fact]
    public void A_folder_that_can_not_be_written_does_no_harm()
    {
        var inTheWay = Path.Combine(_folder, "file");
        File.WriteAllText(inTheWay, "");

        Assert.Equal(32, Of(new CodeFingerprints(new MemoryRunStore(), new FingerprintFolder(inTheWay))).Length);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Of(CodeFingerprints fingerprints) => fingerprints.Of(ActivityDescriptor.Of(typeof(Everything)), new Everything(), _environment);
}
