using System.Text;
using IrisFlow.Engine.Capsules;
using IrisFlow.Engine.Run;

namespace IrisFlow.Engine.Tests.Capsules;

public sealed class DamagedCapsuleTests : IAsyncLifetime, IDisposable
{
    private readonly Bench _here = new();
    private readonly Bench _there = new();
    private RunResult _run = null!;
    private string _file = "";

    public async Task InitializeAsync()
    {
        _run = await _here.RunAsync(Some.Diamond());
        _file = _here.Save(_run.Run);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_capsule_with_random_damage_is_refused_whole_or_was_not_harmed(int seed)
    {
        var random = new Random(seed);
        var sound = File.ReadAllBytes(_file);
        var refused = 0;
        for (var i = 0; i < 60; i++)
        {
            File.WriteAllBytes(_here.At("damaged.zip"), Damage(sound, random));
            try
            {
                using var bench = new Bench();
                bench.Open(_here.At("damaged.zip"));

                // What a zip says of times and of the system it was made on means nothing to us.
                Assert.Equal(File.ReadAllBytes(_file), File.ReadAllBytes(bench.Save(_run.Run)));
            }
            catch (IrisFlowException problem)
            {
                refused++;
                Assert.Equal(ExitCode.Corrupt, problem.Exit);
                Assert.Contains(problem.Findings[0].Rule, new[] { "IF520", "IF522", "IF523" });
                Assert.Throws<IrisFlowException>(() => _there.Open(_here.At("damaged.zip")));
                _there.MustBeEmpty();
            }
        }

        Assert.True(refused > 40, $"Only {refused} of 60 were refused.");
    }

    [Fact]
    public void A_capsule_cut_off_anywhere_is_refused()
    {
        var sound = File.ReadAllBytes(_file);
        for (var length = 0; length < sound.Length; length += 97)
        {
            File.WriteAllBytes(_here.At("cut.zip"), sound[..length]);
            Assert.Equal(ExitCode.Corrupt, _there.Refuses(_here.At("cut.zip")).Exit);
        }
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "IF521", ExitCode.Usage)]
    [InlineData("\"format\": 1,", "", "IF523", ExitCode.Corrupt)]
    [InlineData("\"diamond.flow.json\"", "\"../diamond.flow.json\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"diamond.flow.json\"", "\"/diamond.flow.json\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"diamond.flow.json\"", "\".hidden\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"diamond.flow.json\"", "\"a\\\\b\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"workflow\": \"diamond\"", "\"workflow\": \"..\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"name\": \"b\"", "\"name\": \"../b\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"name\": \"b\"", "\"name\": \"a\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"port\": \"rows\"", "\"port\": \"../rows\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"bytes\": ", "\"bytes\": -", "IF523", ExitCode.Corrupt)]
    [InlineData("\"bytes\": ", "\"bytes\": 9000000", "IF522", ExitCode.Corrupt)]
    [InlineData("\"state\": \"Succeeded\"", "\"state\": \"Splendid\"", "IF523", ExitCode.Corrupt)]
    [InlineData("\"sha256\": \"", "\"sha256\": \"zz", "IF523", ExitCode.Corrupt)]
    public void A_manifest_that_says_what_can_not_be_is_refused(string old, string replacement, string rule, ExitCode exit) =>
        Assert.Equal((rule, exit), _there.Refuses(_here.Forge(_file, old, replacement)));

    [Theory]
    [InlineData("../../evil.txt")]
    [InlineData("/evil.txt")]
    [InlineData("objects/more.parquet")]
    public void An_entry_that_the_manifest_does_not_name_is_refused(string name) =>
        Assert.Equal(("IF522", ExitCode.Corrupt), _there.Refuses(_here.Forge(_file, entries => entries[name] = [1, 2, 3])));

    [Fact]
    public void A_missing_entry_is_refused() => Assert.Equal(
        ("IF522", ExitCode.Corrupt),
        _there.Refuses(_here.Forge(_file, entries => entries.Remove(entries.Keys.First(k => k.StartsWith("objects/", StringComparison.Ordinal))))));

    [Fact]
    public void Content_under_the_digest_of_other_content_is_refused_though_every_hash_is_right()
    {
        var digest = _run.Digests()["d.rows"].Hex;
        var other = new string('e', 64);

        var forged = _here.Forge(_file, entries =>
        {
            entries[$"objects/{other}.parquet"] = entries[$"objects/{digest}.parquet"];
            entries.Remove($"objects/{digest}.parquet");
            entries["capsule.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entries["capsule.json"]).Replace(digest, other, StringComparison.Ordinal));
        });

        Assert.Equal(("IF522", ExitCode.Corrupt), _there.Refuses(forged));
    }

    [Fact]
    public void What_is_no_capsule_is_refused()
    {
        Assert.Equal(("IF520", ExitCode.Corrupt), _there.Refuses(_here.Write("notes.zip", "These are my notes.")));
        Assert.Equal(("IF302", ExitCode.NotFound), _there.Refuses(_here.At("nothing.zip")));
        Assert.Equal(("IF522", ExitCode.Corrupt), _there.Refuses(_here.Forge(_file, entries =>
        {
            foreach (var name in entries.Keys.Where(k => k != "capsule.json").ToList())
            {
                entries.Remove(name);
            }
        })));
    }

    [Theory]
    [InlineData("a/b.csv", true)]
    [InlineData("Größe.csv", true)]
    [InlineData("", false)]
    [InlineData("a//b", false)]
    [InlineData("..", false)]
    [InlineData("a/../b", false)]
    [InlineData("a/./b", false)]
    [InlineData("C:/b", false)]
    [InlineData("a/b.", false)]
    [InlineData("a\nb", false)]
    public void A_path_in_a_capsule_stays_below_its_folder(string path, bool isPath) => Assert.Equal(isPath, CapsuleFile.IsPath(path));

    public void Dispose()
    {
        _here.Dispose();
        _there.Dispose();
    }

    private static byte[] Damage(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var times = 1 + random.Next(3); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    bytes[at] ^= (byte)(1 + random.Next(255));
                    break;
            }
        }

        return [.. bytes];
    }
}
