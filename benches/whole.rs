//! Scratch.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout, dead_code)]
mod library;
use std::time::Instant;
use std::path::Path;
fn main() {
    let a: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let n: usize = a[1].parse().unwrap();
    if a[0] == "make" {
        library::on_disk(n, Path::new(&a[2])).unwrap();
        return;
    }
    if a[0] == "check" {
        let (_, r) = parelsnoer::understand(library::sources(n), false);
        for f in r.findings().iter().take(20) { println!("{} {} {:?} {}", f.rule, f.place.path, f.place.span, f.message); }
        println!("{} findings", r.findings().len());
        return;
    }
    if a[0] == "mem" {
        for _ in 0..a[2].parse().unwrap() {
            let s = library::sources(n);
            let t = Instant::now();
            let (e, _) = parelsnoer::model::model(s, false);
            let t2 = t.elapsed();
            let t = Instant::now();
            let (site, r) = parelsnoer::link::link(e);
            let t3 = t.elapsed();
            let theme = parelsnoer::render::Theme::new(Default::default()).unwrap();
            let t = Instant::now();
            let pages = parelsnoer::render::render(&site, &theme, &Default::default()).unwrap();
            let t5 = t.elapsed();
            println!("model {t2:?} link {t3:?} render {t5:?} {}", r.findings().len());
            let t = Instant::now();
            drop(pages);
            let t6 = t.elapsed();
            let t = Instant::now();
            drop(site);
            println!("drop pages {t6:?} site {:?}", t.elapsed());
        }
        return;
    }
    let dir = Path::new(&a[2]);
    for _ in 0..a.get(3).map_or(3, |x| x.parse().unwrap()) {
        let t = Instant::now();
        let (s, _) = parelsnoer::read::read(dir, &parelsnoer::model::Kind::folders()).unwrap();
        let t1 = t.elapsed();
        let t = Instant::now();
        let (e, _) = parelsnoer::model::model(s, false);
        let t2 = t.elapsed();
        let t = Instant::now();
        let (site, r) = parelsnoer::link::link(e);
        let t3 = t.elapsed();
        let t = Instant::now();
        let theme = parelsnoer::render::Theme::new(Default::default()).unwrap();
        let t4 = t.elapsed();
        let t = Instant::now();
        let pages = parelsnoer::render::render(&site, &theme, &Default::default()).unwrap();
        let t5 = t.elapsed();
        let out = Path::new(&a[4]);
        let t = Instant::now();
        let w = parelsnoer::write::write(&pages, out).unwrap();
        let t6 = t.elapsed();
        let bytes: usize = pages.iter().map(|p| p.bytes.len()).sum();
        println!("read {t1:?} model {t2:?} link {t3:?} theme {t4:?} render {t5:?} write {t6:?} files {} changed {} MB {} findings {}", w.files, w.changed, bytes / 1_000_000, r.findings().len());
        std::mem::forget((site, pages));
    }
}
