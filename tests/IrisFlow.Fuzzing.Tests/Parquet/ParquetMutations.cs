namespace IrisFlow.Fuzzing.Parquet;

/// <summary>Changes to a Parquet file that know what its parts are, so that they reach behind lengths, offsets and checksums.</summary>
internal static class ParquetMutations
{
    /// <summary>The bytes of a changed file.</summary>
    /// <exception cref="FormatException">The file is not made as files are.</exception>
    public static byte[] Change(SeededRandom random, byte[] file, byte[] other)
    {
        var anatomy = Anatomy.Of(file);
        for (var times = 1 + random.Next(1 + random.Next(4)); times > 0; times--)
        {
            ChangeOne(random, anatomy, other);
        }

        return anatomy.Assemble(repaired: random.Next(4) != 0, random.Next(8) switch { 0 => Checksums.Left, < 5 => Checksums.Corrected, _ => Checksums.Removed });
    }

    private static void ChangeOne(SeededRandom random, Anatomy anatomy, byte[] other)
    {
        var pages = anatomy.Parts.Where(p => p.IsPage).ToList();
        var indexes = anatomy.Parts.Where(p => !p.IsPage).ToList();
        switch (random.Next(11))
        {
            case < 3 when pages.Count > 0:
                var page = random.Pick(pages);
                page.Body = page.Body.Length == 0 ? [(byte)random.NextBits()] : Mutations.Change(random, page.Body, random.Next(4) == 0 ? other : random.Pick(pages).Body);
                break;
            case < 5 when pages.Count > 0:
                ChangeTree(random, random.Pick(pages).Header);
                break;
            case 5 when pages.Count > 0:
                Arrange(random, anatomy, pages);
                break;
            case 6 when indexes.Count > 0:
                ChangeTree(random, random.Pick(indexes).Header);
                break;
            case 7 when pages.Count > 0 && random.Next(3) == 0:
                Claim(random, anatomy, random.Pick(pages));
                break;
            default:
                ChangeTree(random, anatomy.Footer);
                break;
        }
    }

    // Every place that says how many rows there are says another number, and one page holds a run of so many: claims that agree.
    private static void Claim(SeededRandom random, Anatomy anatomy, Anatomy.Part page)
    {
        if ((page.Header[5] ?? page.Header[8])?[1] is not { } values)
        {
            return;
        }

        var was = values.Number;
        var rows = random.Pick([0, 1, was + 1, 70_000, 1L << 20, 1L << 24, 1L << 27, 1L << 30, int.MaxValue]);
        foreach (var number in anatomy.Parts.Where(p => p.Chunk == page.Chunk || random.Next(2) == 0).Select(p => p.Header).Append(anatomy.Footer).SelectMany(t => t.All()).Where(v => v.IsInteger && v.Number == was))
        {
            number.Number = rows;
        }

        // Zigzag makes of the number what a run begins with: twice the rows.
        List<byte> run = [];
        new Wire { Type = Wire.Int64, Number = rows }.Print(run);
        run.Add((byte)random.Next(3));
        page.Body = random.Next(4) switch
        {
            0 => [(byte)random.Next(3), .. run],
            1 => [.. BitConverter.GetBytes(run.Count), .. run, (byte)random.Next(3), .. run],
            2 => [.. run, (byte)random.Next(3), .. run],
            _ => page.Body,
        };
    }

    private static void Arrange(SeededRandom random, Anatomy anatomy, List<Anatomy.Part> pages)
    {
        var (a, b) = (random.Pick(pages), random.Pick(pages));
        switch (random.Next(4))
        {
            case 0:
                anatomy.Parts.Remove(a);
                break;
            case 1:
                // Under an offset of its own that nothing names.
                anatomy.Parts.Insert(anatomy.Parts.IndexOf(a), new(-anatomy.Parts.Count, a.Header.Copy(), a.Body, a.Chunk) { IsPage = true });
                break;
            case 2:
                (a.Body, b.Body) = (b.Body, a.Body);
                break;
            default:
                (a.Header, b.Header) = (b.Header, a.Header);
                break;
        }
    }

    private static void ChangeTree(SeededRandom random, Wire tree)
    {
        // Numbers are most of what is claimed; the rest is changed as a whole.
        var numbers = tree.All().Where(v => v.IsInteger).ToList();
        if (numbers.Count > 0 && random.Next(3) != 0)
        {
            var number = random.Pick(numbers);
            number.Number = Mutations.Number(random, number.Number);
            return;
        }

        var all = tree.All().ToList();
        var value = random.Pick(all);
        switch (value.Type)
        {
            case Wire.Binary:
                value.Bytes = value.Bytes.Length == 0 ? BitConverter.GetBytes(random.NextBits()) : Mutations.Change(random, value.Bytes, []);
                break;
            case Wire.List or Wire.Struct when value.Children.Count > 0:
                ChangeChildren(random, value);
                break;
            case Wire.True or Wire.False:
                value.Type = (byte)(Wire.True + Wire.False - value.Type);
                break;
            default:
                var type = random.Pick([Wire.True, Wire.Byte, Wire.Int32, Wire.Int64, Wire.Double, Wire.Binary, Wire.List, Wire.Struct]);
                (value.Type, value.ElementType) = (type, Wire.Int32);
                break;
        }
    }

    private static void ChangeChildren(SeededRandom random, Wire parent)
    {
        var child = random.Pick(parent.Children);
        switch (random.Next(6))
        {
            case 0:
                parent.Children.Remove(child);
                break;
            case 1:
                parent.Children.Insert(random.Next(parent.Children.Count), child.Copy());
                break;
            case 2:
                parent.Children.AddRange(Enumerable.Range(0, 1 << random.Next(random.Next(4) == 0 ? 12 : 4)).Select(_ => child.Copy()));
                break;
            case 3:
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parent.Children));
                break;
            case 4 when parent.Type == Wire.Struct:
                child.Field += random.Next(5) - 2;
                break;
            default:
                // A value of another place.
                var other = random.Pick(parent.All().ToList()).Copy();
                (other.Field, parent.Children[parent.Children.IndexOf(child)]) = (child.Field, other);
                break;
        }
    }
}
