AA.explore(AA.renderer);
